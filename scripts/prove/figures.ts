import type { Run } from './record.ts';
import { mutations } from './mutations/index.ts';
import type { Survey } from './mutants.ts';

/** What a run of the proof found, for people: a document in Markdown. */
export function figures(
  codes: number,
  runs: readonly Run[],
  surveys: ReadonlyMap<string, Survey>,
  handlers: ReadonlyMap<string, Survey>,
): string {
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, two) => one + two, 0);
  const trials = ({ proofs }: Run): number => sum(proofs.map((one) => one.trials));
  const right = ({ proofs }: Run): number => proofs.filter(({ wrong }) => wrong.length === 0).length;
  const all = [...surveys.values()];
  const whole = runs.flatMap(({ handlers }) => handlers);
  const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const files = [...handlers.values()];
  const survivors = [...all, ...files].flatMap((one) => one.survivors);
  return [
    '# What the proof found',
    '',
    'Written by `npm run prove:figures`; do not edit. Every snippet of the shipped catalog ran in its runtime against the mock, once a trial.',
    'A mutant is a snippet or a whole handler that was broken on purpose in one place; it is caught when its behaviour is judged wrong. Every mutant that still',
    'is a program counts, or an even sample of them where it says so.',
    '',
    `${String(codes)} codes, ${String(sum(runs.map(({ proofs }) => proofs.length)))} snippets of ${String(runs.length)} clients, ${String(sum(runs.map(trials)))} runs; ` +
      `${String(sum(all.map(({ caught }) => caught)))} of ${String(sum(all.map(({ ran }) => ran)))} mutants caught.`,
    ...(whole.length === 0
      ? []
      : [
          '',
          `${String(whole.length)} whole handlers met every error of their service, and a stranger, in ${String(sum(whole.map(({ trials: one }) => one)))} runs; ` +
            `${String(whole.filter(({ wrong }) => wrong.length === 0).length)} did right; ` +
            `${String(sum(files.map(({ caught }) => caught)))} of ${String(sum(files.map(({ ran }) => ran)))} mutants of them caught.`,
        ]),
    '',
    row('client', 'ran with', 'snippets', 'runs', 'did right', 'mutants made', 'mutants run', 'caught'),
    row('---', '---', '---:', '---:', '---:', '---:', '---:', '---:'),
    ...runs.map((run) => {
      const { client, ranWith, proofs } = run;
      const versions = Object.entries(ranWith).map(([name, version]) => `${name} ${version}`);
      const own = surveys.get(client);
      const broken = own ? [own.made, own.ran, own.caught] : ['', '', ''];
      return row(client, versions.join(', '), proofs.length, trials(run), right(run), ...broken);
    }),
    '',
    ...(handlers.size === 0
      ? []
      : [
          row('whole handlers of', 'files', 'runs', 'did right', 'mutants made', 'mutants run', 'caught'),
          row('---', '---:', '---:', '---:', '---:', '---:', '---:'),
          ...runs.flatMap(({ client, handlers: own }) => {
            const broken = handlers.get(client);
            const right = own.filter(({ wrong }) => wrong.length === 0).length;
            const met = sum(own.map(({ trials: one }) => one));
            return broken ? [row(client, own.length, met, right, broken.made, broken.ran, broken.caught)] : [];
          }),
          '',
        ]),
    row('mutation', 'what is broken', 'mutants run', 'caught'),
    row('---', '---', '---:', '---:'),
    ...mutations.flatMap(({ id, title }) => {
      const own = [...all, ...files].flatMap(({ by }) => by.get(id) ?? []);
      return own.length === 0 ? [] : [row(id, title, sum(own.map(({ ran }) => ran)), sum(own.map(({ caught }) => caught)))];
    }),
    '',
    ...(survivors.length === 0
      ? []
      : [
          'Mutants that passed every trial:',
          '',
          ...survivors.map(({ mutation, candidate, line }) => `- ${mutation}, ${candidate.name}: \`${line.replaceAll('`', "'")}\``),
          '',
        ]),
  ].join('\n');
}
