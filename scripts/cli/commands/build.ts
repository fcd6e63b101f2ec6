import { build as buildAll } from '../../build.ts';
import type { SiteBuilder } from '../../build.ts';
import { compileInHaste } from '../../share/haste.ts';
import type { CliCommand } from '../command.ts';
import { exit } from '../exit.ts';
import { plural, summary } from '../format/counts.ts';
import { reportFormats } from '../format/index.ts';
import { saveMemory } from '../memory.ts';
import { address, catalogOption, outArgument, outOption, reportOption } from '../options.ts';
import { withProgress } from '../progress.ts';
import type { Progress } from '../progress.ts';
import { findingsOf, report } from '../report.ts';

interface Options {
  catalog: string;
  out: string;
  site: boolean;
  cache: boolean;
  url?: string;
  format: string;
}

/** Everything that a catalog gives, in one folder that is swapped in whole. */
export const build: CliCommand = {
  examples: [
    ['errdex build', 'read ./catalog, write ./dist'],
    ['errdex build --catalog docs/errors --out public', 'other folders'],
    ['errdex build --url https://errors.example/docs', 'for a site that stands below a path'],
    ['errdex build --no-site', 'schemas, OpenAPI, AsyncAPI, JSON and Markdown only'],
    ['errdex build --no-cache', 'all of it anew, whatever the last build has left'],
  ],
  declare(command) {
    command
      .addOption(catalogOption())
      .addOption(outOption('folder to write; what errdex wrote there before is replaced'))
      .option('--url <address>', 'where the site will stand: origin and base path (default: `url` of the catalog)', address)
      .option('--no-site', 'leave the pages out')
      .option('--no-cache', 'make everything anew, rather than take over what is unchanged since the last build')
      .addOption(reportOption());
  },
  async run(command, io) {
    const { catalog, out, site, cache, url, format } = command.opts<Options>();
    saveMemory();
    compileInHaste();
    const run = await withProgress(io, site ? 'compiling the catalog' : 'building all but the site', (progress) =>
      buildAll({
        catalog,
        out,
        cache,
        today: io.today,
        toolVersion: io.version,
        ...(url !== undefined && { url }),
        ...(site && { site: siteBuilder(progress) }),
      }),
    );
    const findings = findingsOf(run, catalog, io);
    if (format !== reportFormats[0].name) io.out(report(findings, run, format, io));
    else {
      // The rest is an aside of a build; `check` shows it.
      const errors = findings.filter((one) => one.severity === 'error');
      if (errors.length > 0) io.out(report(errors, run, format, io));
      else if (findings.length > 0) io.note(`errdex: ${summary(findings, run.loaded?.files.length ?? 0)}; \`errdex check\` shows them\n`);
    }
    if (run.files === undefined || !run.catalog) {
      io.talk(`errdex: nothing was written; \`${out}\` is as it was\n`);
      return exit.findings;
    }
    const codes = run.catalog.services.reduce((sum, service) => sum + service.codes.length, 0);
    io.note(
      `errdex: ${plural(codes, 'code')} of ${plural(run.catalog.services.length, 'service')}, ${plural(run.files, 'artifact')}${site ? ' and the site' : ''} in ${out}\n`,
    );
    if (site) io.note(`errdex: open it with \`npx errdex preview${outArgument(out)}\` at http://127.0.0.1:4321/\n`);
    return exit.clean;
  },
};

/** Astro is seconds of start-up and a hundred megabytes: it is loaded when there is a sound catalog. */
function siteBuilder({ begin, reached }: Progress): SiteBuilder {
  return async (catalog, folder) => {
    const { buildSite } = await import('../../astro/build.ts');
    const codes = catalog.services.reduce((sum, service) => sum + service.codes.length, 0);
    begin(`building the site of ${plural(codes, 'code')}`);
    const onPages = (done: number, all: number): void => {
      reached(`${String(done)} of ${plural(all, 'page')}`);
    };
    await buildSite(catalog, { ...folder, onPages });
  };
}
