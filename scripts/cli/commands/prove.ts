import { tmpdir } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { compileCatalog } from '../../pipeline.ts';
import type { Survey } from '../../prove/mutants.ts';
import { recordOf, writeDocument, writeRecord } from '../../prove/record.ts';
import type { Run } from '../../prove/record.ts';
import { candidatesOf } from '../../snippet/candidates.ts';
import { handlersOf } from '../../snippet/handlers/index.ts';
import { readProofs } from '../../snippet/proofs.ts';
import { clients } from '../../snippet/clients/index.ts';
import type { CliCommand } from '../command.ts';
import { exit } from '../exit.ts';
import { plural } from '../format/counts.ts';
import { catalogOption } from '../options.ts';
import { withProgress } from '../progress.ts';
import { findingsOf, report } from '../report.ts';

interface Options {
  catalog: string;
  client?: string[];
  record: boolean;
  mutate?: number | true;
  report?: string;
}

/** Runs every snippet against the mock, and records which did right. */
export const prove: CliCommand = {
  examples: [
    ['errdex prove', 'all clients; sets up what they run in, and writes proofs.json into the catalog'],
    ['errdex prove --client typescript-fetch', 'one client; the others keep their record'],
    ['errdex prove --no-record', 'run and report, write nothing'],
    ['errdex prove --mutate 100', 'also break snippets on purpose, a hundred of each client, and count how many are caught'],
  ],
  declare(command) {
    command
      .addOption(catalogOption())
      .option(
        '--client <names...>',
        `clients to run (default: all): ${clients.map(({ id }) => id).join(', ')}`,
        (name: string, before: string[] | undefined): string[] => {
          if (!clients.some(({ id }) => id === name)) throw new InvalidArgumentError(`there is no client ${name}`);
          return [...(before ?? []), name];
        },
      )
      .option('--no-record', 'write no record')
      .option(
        '--mutate [count]',
        'break snippets on purpose, so many of each client (default: all), and count how many are caught',
        (text) => {
          if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('say how many mutants: a whole number from 1');
          return Number(text);
        },
      )
      .option('--report <file>', 'write the figures to a file, in Markdown');
  },
  async run(command, io) {
    const { catalog: folder, client: wanted, record, mutate, report: document } = command.opts<Options>();
    const run = await compileCatalog(folder, { today: io.today, toolVersion: io.version, unproven: true });
    const { catalog } = run;
    if (!catalog) {
      const errors = findingsOf(run, folder, io).filter(({ severity }) => severity === 'error');
      io.talk(report(errors, run, 'text', io, false));
      return exit.findings;
    }
    // They bring the mock, which the start of every other command would wait for.
    const [{ figures }, { survey, surveyHandlers }, { proveClient }, { runtimes }] = await Promise.all([
      import('../../prove/figures.ts'),
      import('../../prove/mutants.ts'),
      import('../../prove/handlers.ts'),
      import('../../prove/runtimes/index.ts'),
    ]);
    const all = candidatesOf(catalog);
    const files = handlersOf(catalog);
    const runs: Run[] = [];
    const surveys = new Map<string, Survey>();
    const handlerSurveys = new Map<string, Survey>();
    for (const runtime of runtimes) {
      for (const client of runtime.clients.filter((id) => wanted?.includes(id) ?? true)) {
        const own = all.filter((one) => one.client.id === client);
        const whole = files.filter((one) => one.client.id === client);
        if (own.length + whole.length === 0) continue;
        try {
          const ranWith = await runtime.versions(client);
          const what = whole.length === 0 ? '' : ` and ${plural(whole.length, 'handler')}`;
          const { proofs, handlers } = await withProgress(io, `running ${plural(own.length, 'snippet')}${what} of ${client}`, () =>
            proveClient(catalog, own, whole, runtime, tmpdir()),
          );
          runs.push({ client, ranWith, proofs, handlers });
          if (mutate === undefined || [...proofs, ...handlers].some(({ wrong }) => wrong.length > 0)) continue;
          const broken = await withProgress(io, `running broken snippets of ${client}`, () =>
            survey(catalog, own, runtime, tmpdir(), mutate === true ? undefined : mutate),
          );
          surveys.set(client, broken);
          if (whole.length === 0) continue;
          // A mutant of a handler may have to meet every error of its service; over a connection that takes its time.
          const isSlow = whole.some(({ transport }) => transport === 'websocket' || transport === 'socket.io');
          const each = mutate === true ? undefined : Math.ceil(mutate / (isSlow ? 8 : 4));
          handlerSurveys.set(
            client,
            await withProgress(io, `running broken handlers of ${client}`, () => surveyHandlers(catalog, whole, runtime, tmpdir(), each)),
          );
        } catch (error) {
          io.talk(`errdex: ${client} cannot run here: ${error instanceof Error ? error.message : String(error)}\n`);
          return exit.findings;
        }
      }
    }
    const wrong = runs.flatMap(({ proofs }) => proofs.filter((one) => one.wrong.length > 0));
    for (const { candidate, wrong: why } of wrong) io.out(why.map((what) => `${candidate.name}: ${what}\n`).join(''));
    const whole = runs.flatMap(({ handlers }) => handlers);
    const broken = whole.filter((one) => one.wrong.length > 0);
    for (const { handler, wrong: why } of broken) io.out(why.map((what) => `${handler.name}: ${what}\n`).join(''));
    const snippets = runs.reduce((sum, { proofs }) => sum + proofs.length, 0);
    const trials = runs.reduce((sum, { proofs }) => sum + proofs.reduce((count, one) => count + one.trials, 0), 0);
    io.out(
      `${plural(snippets, 'snippet')} of ${plural(runs.length, 'client')} in ${plural(trials, 'trial')}: ${String(snippets - wrong.length)} did right, ${String(wrong.length)} wrong\n`,
    );
    if (whole.length > 0) {
      const met = whole.reduce((sum, one) => sum + one.trials, 0);
      io.out(
        `${plural(whole.length, 'handler')} in ${plural(met, 'trial')}: ${String(whole.length - broken.length)} did right, ${String(broken.length)} wrong\n`,
      );
    }
    const named = [...handlerSurveys].map(([client, one]) => [`handlers of ${client}`, one] as const);
    for (const [client, { ran, caught, survivors }] of [...surveys, ...named]) {
      io.out(survivors.map(({ mutation, candidate, line }) => `${candidate.name}: not caught, ${mutation}: ${line}\n`).join(''));
      io.out(`${client}: ${String(caught)} of ${plural(ran, 'mutant')} caught\n`);
    }
    const codes = catalog.services.reduce((sum, service) => sum + service.codes.length, 0);
    if (document !== undefined) await writeDocument(document, figures(codes, runs, surveys, handlerSurveys));
    if (record) await writeRecord(folder, recordOf(runs, readProofs(run.loaded?.proofs)));
    return wrong.length + broken.length > 0 ? exit.findings : exit.clean;
  },
};
