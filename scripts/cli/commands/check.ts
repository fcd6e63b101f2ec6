import { checkCatalog } from '../../build.ts';
import type { CliCommand } from '../command.ts';
import { exit } from '../exit.ts';
import { countBySeverity } from '../format/counts.ts';
import { compileInHaste } from '../haste.ts';
import { catalogOption, count, reportOption } from '../options.ts';
import { findingsOf, report } from '../report.ts';

interface Options {
  catalog: string;
  format: string;
  maxWarnings?: number;
}

/** Findings of all files in one run; nothing is written. */
export const check: CliCommand = {
  name: 'check',
  summary: 'check a catalog and print what is wrong with it',
  examples: [
    ['errdex check', 'check the catalog in ./catalog'],
    ['errdex check --catalog docs/errors --max-warnings 0', 'let warnings fail too'],
    ['errdex check --format sarif > errdex.sarif', 'write a file for code scanning'],
  ],
  declare(command) {
    command
      .addOption(catalogOption())
      .addOption(reportOption())
      .option('--max-warnings <n>', 'exit 1 when there are more warnings than this', count);
  },
  async run(command, io) {
    const { catalog, format, maxWarnings } = command.opts<Options>();
    compileInHaste();
    const run = await checkCatalog(catalog, { today: io.today, toolVersion: io.version });
    const findings = findingsOf(run, catalog, io);
    io.out(report(findings, run, format, io));
    const { errors, warnings } = countBySeverity(findings);
    return errors > 0 || warnings > (maxWarnings ?? Infinity) ? exit.findings : exit.clean;
  },
};
