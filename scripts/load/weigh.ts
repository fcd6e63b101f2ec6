import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { discover } from './discover.ts';

/** The files of a catalog, by services: what there is to read. */
export interface Layout {
  /** The catalog folder, absolute, links resolved. */
  readonly root: string;
  /** The file of the settings, relative to it. */
  readonly settings?: string;
  /** In order of their folders. */
  readonly services: readonly {
    /** Name of its folder. */
    readonly unit: string;
    /** Its files, relative to the catalog folder, in the order in which they are read. Guides are no part of it. */
    readonly files: readonly string[];
    readonly bytes: number;
  }[];
  /** Whether there is a guide, of a service or of the whole catalog. */
  readonly guides: boolean;
}

/**
 * How much there is to read of each service, without reading it. Undefined where that does not tell how long a check will take: there is
 * no such folder, or a record of snippets, which only a compiled catalog can be held against.
 */
export async function layoutOf(given: string): Promise<Layout | undefined> {
  const { value: found } = await discover(given);
  if (!found || found.proofs !== undefined) return undefined;
  const services = await Promise.all(
    found.services.map(async ({ unit, main, codes }) => {
      const files = [main, ...codes];
      const sizes = await Promise.all(files.map(async (file) => (await stat(resolve(found.root, file)).catch(() => undefined))?.size ?? 0));
      return { unit, files, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
  const guides = [found, ...found.services].some((one) => one.guides.length > 0);
  return { root: found.root, services, guides, ...(found.settings && { settings: found.settings.main }) };
}
