import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Io } from './io.ts';
import { findingsOf, report } from './report.ts';

/** The compiled catalog, for commands that ask it something; undefined, and the errors on stderr, where it is broken. */
export async function compiled(root: string, io: Io): Promise<CompiledCatalog | undefined> {
  const run = await compileCatalog(root, { today: io.today, toolVersion: io.version });
  if (!run.catalog) {
    const errors = findingsOf(run, root, io).filter((one) => one.severity === 'error');
    io.talk(report(errors, run, 'text', io, false));
  }
  return run.catalog;
}
