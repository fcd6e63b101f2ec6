import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { startOf } from './lines.ts';
import { isInside, reason } from './read.ts';
import { finding } from './rules.ts';

/** The files of one unit, relative to the catalog folder. */
export interface UnitFiles {
  /** Name of the service's folder; `''` for the settings. */
  readonly unit: string;
  readonly main: string;
  /** Files under `codes/`, in order of their names. */
  readonly codes: readonly string[];
  /** MDX files under `guides/`, in order of their names. */
  readonly guides: readonly string[];
}

export interface CatalogFiles {
  /** The catalog folder, absolute, links resolved. */
  readonly root: string;
  readonly settings?: UnitFiles;
  readonly services: readonly UnitFiles[];
  /** Guides of the whole catalog. */
  readonly guides: readonly string[];
  /** The record of snippets that have run: `proofs.json`. */
  readonly proofs?: string;
}

const yaml = /\.ya?ml$/;
const typescript = /\.(ts|mts|js|mjs)$/;

/** True for a file that is read as a module rather than as YAML. */
export function isModule(file: string): boolean {
  return typescript.test(file);
}

/**
 * Finds the files of a catalog folder: `catalog.*`, and one folder a service with `service.*` and `codes/*`.
 * A folder with a `service.*` of its own is a catalog of one service. Hidden folders and `node_modules` are passed over.
 */
export async function discover(given: string): Promise<Stage<CatalogFiles>> {
  const diagnostics: Diagnostic[] = [];
  let root: string;
  try {
    root = await realpath(resolve(given));
    if (!(await stat(root)).isDirectory())
      return { diagnostics: [finding('catalog-not-found', `\`${given}\` is not a folder`, '', startOf(resolve(given)))] };
  } catch (error) {
    return {
      diagnostics: [finding('catalog-not-found', `there is no catalog at \`${given}\` (${reason(error)})`, '', startOf(resolve(given)))],
    };
  }
  const top = await list(root, '', '', diagnostics);
  const settings = top.filter((entry) => named(entry.name, 'catalog'));
  const services: UnitFiles[] = [];
  const single = await unitFiles(root, '', basename(root) || 'service', top, diagnostics);
  if (single) services.push(single);
  else {
    for (const entry of top) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || !(await isFolder(root, entry, diagnostics))) continue;
      const found = await unitFiles(root, `${entry.name}/`, entry.name, await list(root, entry.name, entry.name, diagnostics), diagnostics);
      if (found) services.push(found);
    }
  }
  for (const extra of settings.slice(1)) {
    diagnostics.push(
      finding('service-file-duplicate', `\`${extra.name}\` stands beside \`${settings[0]?.name}\``, '', startOf(extra.name)),
    );
  }
  if (services.length === 0) diagnostics.push(finding('no-services', `\`${given}\` holds no service`, '', startOf(resolve(given))));
  const guides = single ? [] : await guideFiles(root, '', '', top, diagnostics);
  return {
    value: {
      root,
      ...(settings[0] && { settings: { unit: '', main: settings[0].name, codes: [], guides: [] } }),
      services,
      guides,
      ...(top.some(({ name }) => name === 'proofs.json') && { proofs: 'proofs.json' }),
    },
    diagnostics,
  };
}

async function unitFiles(
  root: string,
  prefix: string,
  unit: string,
  entries: Dirent[],
  diagnostics: Diagnostic[],
): Promise<UnitFiles | undefined> {
  const mains = entries.filter((entry) => named(entry.name, 'service')).map((entry) => prefix + entry.name);
  const codesFolder = entries.find((entry) => entry.name === 'codes');
  const main = mains[0];
  if (main === undefined) {
    // A folder of helpers or pictures is fine; one that looks like a service is a slip.
    const slip =
      entries.find((entry) => yaml.test(entry.name) && !named(entry.name, 'catalog')) ?? (prefix === '' ? undefined : codesFolder);
    if (slip && prefix !== '') {
      diagnostics.push(
        finding(
          'service-file-missing',
          `folder \`${unit}\` holds \`${slip.name}\` but no service file`,
          unit,
          startOf(prefix + slip.name),
          { severity: 'warning' },
        ),
      );
    }
    return undefined;
  }
  for (const extra of mains.slice(1))
    diagnostics.push(finding('service-file-duplicate', `\`${extra}\` stands beside \`${main}\``, unit, startOf(extra)));
  const codes: string[] = [];
  if (codesFolder && (await isFolder(root, codesFolder, diagnostics))) {
    for (const entry of await list(root, `${prefix}codes`, unit, diagnostics)) {
      const isSource = yaml.test(entry.name) || (isModule(entry.name) && !/\.(test|d)\.[a-z]+$/.test(entry.name));
      if (isSource && !entry.name.startsWith('.')) codes.push(`${prefix}codes/${entry.name}`);
    }
  }
  return { unit, main, codes, guides: await guideFiles(root, prefix, unit, entries, diagnostics) };
}

async function guideFiles(root: string, prefix: string, unit: string, entries: Dirent[], diagnostics: Diagnostic[]): Promise<string[]> {
  const folder = entries.find((entry) => entry.name === 'guides');
  if (!folder || !(await isFolder(root, folder, diagnostics))) return [];
  const files = await list(root, `${prefix}guides`, unit, diagnostics);
  return files.filter(({ name }) => name.endsWith('.mdx') && !name.startsWith('.')).map(({ name }) => `${prefix}guides/${name}`);
}

function named(name: string, stem: string): boolean {
  return name.startsWith(`${stem}.`) && /^\.(ya?ml|ts|mts|js|mjs)$/.test(name.slice(stem.length));
}

async function list(root: string, folder: string, unit: string, diagnostics: Diagnostic[]): Promise<Dirent[]> {
  try {
    const entries = await readdir(resolve(root, folder), { withFileTypes: true });
    return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    diagnostics.push(
      finding('file-unreadable', `folder \`${folder || '.'}\` cannot be read (${reason(error)})`, unit, startOf(folder || '.')),
    );
    return [];
  }
}

/** A real folder, or a link to one inside the catalog. A link that leads out is a finding; a dangling one is no folder. */
async function isFolder(root: string, entry: Dirent, diagnostics: Diagnostic[]): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    const real = await realpath(resolve(entry.parentPath, entry.name));
    if (!(await stat(real)).isDirectory()) return false;
    if (isInside(root, real)) return true;
    diagnostics.push(
      finding('file-outside', `folder \`${entry.name}\` leads out of the catalog, to ${real}`, entry.name, startOf(entry.name)),
    );
  } catch {
    return false;
  }
  return false;
}
