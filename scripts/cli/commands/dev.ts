import { resolve } from 'node:path';
import { sourceOf } from '../../astro/source.ts';
import type { Source } from '../../astro/source.ts';
import { basePath } from '../../build.ts';
import { compileCatalog, remembering } from '../../pipeline.ts';
import { CatalogError } from '../../check/catalog-error.ts';
import type { CliCommand } from '../command.ts';
import { exit, UsageError } from '../exit.ts';
import { plural, summary } from '../format/counts.ts';
import { catalogOption, count } from '../options.ts';
import { limitGarbage } from '../memory.ts';
import { withProgress } from '../progress.ts';
import { findingsOf, report } from '../report.ts';

interface Options {
  catalog: string;
  port: number;
}

/** Serves the pages while the catalog is being written: each change shows at once, or why it does not. */
export const dev: CliCommand = {
  examples: [
    ['errdex dev', 'serve the site of ./catalog at http://127.0.0.1:4321/'],
    ['errdex dev --catalog docs/errors --port 0', 'another folder, any free port'],
  ],
  declare(command) {
    command.addOption(catalogOption()).option('--port <number>', 'port; 0 for any free one', count, 4321);
  },
  async run(command, io) {
    const { catalog, port } = command.opts<Options>();
    if (port > 65_535) throw new UsageError(`there is no port ${port}; the highest is 65535`);
    // It runs for as long as its author writes, and each edit of 3,000 codes leaves 20 MB of garbage behind.
    limitGarbage(100);
    let before = '';
    const known = remembering();
    const source = async (): Promise<Source> => {
      const run = await compileCatalog(catalog, { today: io.today, toolVersion: io.version, ...known });
      const findings = findingsOf(run, catalog, io);
      const errors = findings.filter((one) => one.severity === 'error');
      const now = run.catalog
        ? `errdex: ${plural(
            run.catalog.services.reduce((sum, { codes }) => sum + codes.length, 0),
            'code',
          )}, ${summary(findings, run.loaded?.files.length ?? 0)}\n`
        : report(errors, run, 'text', io, false);
      if (now !== before) (run.catalog ? io.note : io.talk)(now);
      before = now;
      if (!run.catalog) throw new CatalogError(run, catalog, io.cwd);
      return sourceOf(run.catalog, run.loaded);
    };
    const onProblem = (_: Error, isShown: boolean): void => {
      if (isShown) io.talk('errdex: the last good state stays up\n');
    };
    // Astro is seconds of start-up: only who wants the site pays.
    const { devSite } = await import('../../astro/dev.ts');
    let first: Promise<Source> | undefined = withProgress(io, 'compiling the catalog', source);
    // Where the site stands is known from the first good state; a catalog that begins broken stands at the root.
    const base = await first.then(
      (found) => basePath(found.catalog),
      () => '/',
    );
    const next = (): Promise<Source> => {
      const found = first ?? source();
      first = undefined;
      return found;
    };
    await devSite(
      { source: next, port, base, folder: () => resolve(catalog), onProblem },
      (address) => {
        io.out(`${address}\n`);
        io.note('errdex: press Ctrl+C to stop\n');
      },
      io.interrupted,
    );
    return exit.clean;
  },
};
