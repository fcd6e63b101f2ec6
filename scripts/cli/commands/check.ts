import { join } from 'node:path';
import { cacheOf } from '../../cache/folder.ts';
import { diskShelf, plainData } from '../../cache/shelf.ts';
import { identity } from '../../cache/identity.ts';
import { compileInHaste } from '../../share/haste.ts';
import { checkShares } from '../../share/index.ts';
import type { KeptCheck } from '../../share/kept.ts';
import type { CliCommand } from '../command.ts';
import { exit } from '../exit.ts';
import { countBySeverity } from '../format/counts.ts';
import { catalogOption, count, reportOption } from '../options.ts';

interface Options {
  catalog: string;
  cache: boolean;
  format: string;
  maxWarnings?: number;
}

/** Findings of all files in one run. Nothing is written but what makes the next check of a large catalog shorter. */
export const check: CliCommand = {
  examples: [
    ['errdex check', 'check the catalog in ./catalog'],
    ['errdex check --catalog docs/errors --max-warnings 0', 'let warnings fail too'],
    ['errdex check --format sarif > errdex.sarif', 'write a file for code scanning'],
  ],
  declare(command) {
    command
      .addOption(catalogOption())
      .addOption(reportOption())
      .option('--no-cache', 'check everything, rather than take over what the last check has found in services that are as they were')
      .option('--max-warnings <n>', 'exit 1 when there are more warnings than this', count);
  },
  async run(command, io) {
    const { catalog, cache, format, maxWarnings } = command.opts<Options>();
    compileInHaste();
    const shelf = cache && diskShelf(() => join(cacheOf(catalog), 'check'), identity, plainData<KeptCheck>());
    const shared = await checkShares(catalog, { today: io.today, ...(shelf && { shelf }) });
    // Most of the tool, of which a check needs a half: threads that share it have begun by then.
    const run = shared ?? (await (await import('../../pipeline.ts')).checkCatalog(catalog, { today: io.today, toolVersion: io.version }));
    const { findingsOf, report } = await import('../report.ts');
    const findings = findingsOf(run, catalog, io);
    io.out(report(findings, run, format, io));
    const { errors, warnings } = countBySeverity(findings);
    return errors > 0 || warnings > (maxWarnings ?? Infinity) ? exit.findings : exit.clean;
  },
};
