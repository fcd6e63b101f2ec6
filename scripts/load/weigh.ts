import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { discover } from './discover.ts';

/** How much there is to read of a service. */
export interface Weight {
  /** Name of its folder. */
  readonly unit: string;
  readonly bytes: number;
}

/**
 * How much there is to read of each service, in order of their folders, without reading it. Undefined where that does not tell how long a
 * check will take: there is no such folder, or a record of snippets, which only a compiled catalog can be held against.
 */
export async function weigh(given: string): Promise<readonly Weight[] | undefined> {
  const { value: found } = await discover(given);
  if (!found || found.proofs !== undefined) return undefined;
  return await Promise.all(
    found.services.map(async ({ unit, main, codes }) => {
      const files = [main, ...codes];
      const sizes = await Promise.all(files.map(async (file) => (await stat(resolve(found.root, file)).catch(() => undefined))?.size ?? 0));
      return { unit, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
}
