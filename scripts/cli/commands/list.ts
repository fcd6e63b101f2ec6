import { Option } from 'commander';
import type { CompiledCode } from '../../compile/types.ts';
import { codeFacts } from '../../emit/code-facts.ts';
import { pick } from '../../emit/texts.ts';
import { nearest } from '../../model/nearest.ts';
import { actors, categories, retryWhens, transports } from '../../model/vocabulary.ts';
import type { CliCommand } from '../command.ts';
import { compiled } from '../compiled.ts';
import { exit, UsageError } from '../exit.ts';
import { plural } from '../format/counts.ts';
import { nameOf } from '../lookup.ts';
import { catalogOption, several, severalOf } from '../options.ts';
import { table } from '../table.ts';

const lifecycles = ['stable', 'deprecated', 'removed', 'reserved'] as const;

interface Options {
  catalog: string;
  format: string;
  service?: string[];
  transport?: string[];
  status?: string[];
  category?: string[];
  retry?: string[];
  actor?: string[];
  lifecycle?: string[];
  fatal?: boolean;
}

/** All codes, or those that meet every filter. */
export const list: CliCommand = {
  examples: [
    ['errdex list', 'all codes of all services'],
    ['errdex list --status 429,503 --retry after-delay', 'filters add up; values of one filter are alternatives'],
    ['errdex list --service billing --format json', 'every fact of the codes of one service'],
    ['errdex list --fatal', 'what ends the session; --no-fatal for what does not'],
  ],
  declare(command) {
    const closed = (flags: string, what: string, choices: readonly string[]) =>
      command.addOption(new Option(flags, `${what}: ${choices.join(', ')}`).argParser(severalOf(choices)));
    command.addOption(catalogOption()).option('--service <names>', 'services', several);
    closed('--transport <names>', 'transports', transports);
    command.option('--status <numbers>', 'HTTP statuses, or `none`', several);
    closed('--category <names>', 'categories', Object.keys(categories));
    closed('--retry <verdicts>', 'when it may be tried again', retryWhens);
    closed('--actor <names>', 'who can act', actors);
    closed('--lifecycle <states>', 'life cycle', lifecycles);
    command
      .option('--fatal', 'only codes that end the session')
      .option('--no-fatal', 'only codes that do not')
      .addOption(new Option('--format <format>', 'how to write it').choices(['text', 'json']).default('text'));
  },
  async run(command, io) {
    const options = command.opts<Options>();
    const catalog = await compiled(options.catalog, io);
    if (!catalog) return exit.findings;
    const services = catalog.services.map((one) => one.service);
    const unknown = options.service?.find((name) => !services.includes(name));
    if (unknown !== undefined) {
      const meant = nearest(unknown, services);
      throw new UsageError(
        `there is no service \`${unknown}\`${meant === undefined ? '' : ` (did you mean \`${meant}\`?)`}; the services are ${services.join(', ')}`,
      );
    }
    const hits = catalog.services.flatMap((service) =>
      service.codes.filter((code) => meets(code, options)).map((code) => ({ service, code })),
    );
    if (options.format === 'json')
      io.out(
        `${JSON.stringify(
          hits.map(({ service, code }) => codeFacts(catalog, service, code)),
          null,
          2,
        )}\n`,
      );
    else {
      io.out(
        table(
          hits.map((hit) => [nameOf(hit), hit.code.status.join(' ') || '-', hit.code.category, hit.code.retry.when, pick(hit.code.title)]),
        ),
      );
      io.note(`${plural(hits.length, 'code')}\n`);
    }
    return exit.clean;
  },
};

function meets(code: CompiledCode, { service, transport, status, category, retry, actor, lifecycle, fatal }: Options): boolean {
  const among = (wanted: readonly string[] | undefined, ...values: string[]) =>
    wanted === undefined || values.some((value) => wanted.includes(value));
  return (
    among(service, code.service) &&
    among(transport, ...code.transports) &&
    among(status, ...(code.status.length === 0 ? ['none'] : code.status.map(String))) &&
    among(category, code.category) &&
    among(retry, code.retry.when) &&
    among(actor, code.actor) &&
    among(lifecycle, code.lifecycle.state) &&
    (fatal === undefined || code.fatal === fatal)
  );
}
