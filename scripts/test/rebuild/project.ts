import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildSite } from '../../astro/build.ts';
import { build } from '../../build.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Editable } from './edits.ts';

/** A catalog in a folder with the outputs that are built from it. */
export interface Project {
  readonly out: string;
  readonly clean: string;
  /** Builds into one of the two; gives the findings that are errors. */
  build(catalog: Editable, options: { into: 'out' | 'clean'; site: boolean }): Promise<string[]>;
  remove(): void;
}

/** A folder of its own. */
export function project(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'errdex-rebuild-'));
  const at = { catalog: join(folder, 'catalog'), out: join(folder, 'one/dist'), clean: join(folder, 'two/dist') };
  return {
    ...at,
    async build(catalog, { into, site }) {
      writeEditable(at.catalog, catalog);
      const { diagnostics, files } = await build({
        catalog: at.catalog,
        out: at[into],
        cache: into === 'out',
        today: '2026-11-20',
        toolVersion: catalog.toolVersion,
        ...(site && { site: buildSite }),
      });
      const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`);
      return files === undefined && errors.length === 0 ? ['nothing was written'] : errors;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes a catalog into a folder, which is emptied first. */
export function writeEditable(folder: string, { settings, services, files }: Editable): void {
  rmSync(folder, { recursive: true, force: true });
  const save = (path: string, value: JsonObject | string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    // JSON is YAML.
    writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  };
  save('catalog.yaml', settings);
  for (const [path, text] of files) if (!path.includes('/guides/') || services.has(path.split('/')[0] ?? '')) save(path, text);
  for (const [name, { service, codes }] of services) save(`${name}/service.yaml`, { ...service, codes: Object.fromEntries(codes) });
}

/** Inode and time of every file of a folder, by path: a file that was written anew has another. */
export function inodes(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { ino, mtimeNs } = statSync(path, { bigint: true });
      return [relative(root, path), `${String(ino)} ${String(mtimeNs)}`];
    }),
  );
}

/** Paths of the files that were written since. */
export function written(root: string, before: ReadonlyMap<string, string>): string[] {
  return [...inodes(root)].filter(([path, is]) => before.get(path) !== is).map(([path]) => path);
}
