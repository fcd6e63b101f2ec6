import { transports } from '../../model/words.ts';
import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import { pascal } from '../names.ts';
import { remark } from '../remark.ts';
import type { Place } from '../types.ts';
import { commented, flat } from './doc.ts';
import type { Doc } from './doc.ts';
import { branches, recognition } from './java-branches.ts';
import { common, inner, most, nameIn, plain, set, statement, unusedOut, used } from './java-lines.ts';
import type { Ways } from './java-lines.ts';
import { outcomesOf, settling } from './java-settle.ts';
import type { Parts } from './java-settle.ts';
import { asks, detailsOf, goodCases, isFatal, isHooked, isRepeated, isStopped, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, ways: Ways, entry: (parts: Parts) => readonly string[]): string {
  const { kinds } = plan;
  const asText = (place: Place): string => (ways.isText(place) ? flat(ways.at(place)) : `text(${flat(ways.at(place))})`);
  const traces = plan.traces.map(({ place }) => asText(place));
  const trace = traces.reduce<string | undefined>((before, one) => (before === undefined ? one : `first(${before}, ${one})`), undefined);
  const recognising = recognition(plan, ways, asText);
  const branching = branches(plan, ways, asText);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['int attempt', ...ways.message], branching);
  const type = `${pascal(`${plan.service} ${plan.transport}`)}Errors`;
  const parts: Parts = {
    type,
    codeOf: `codeOf(${codeTakes.map(nameIn).join(', ')})`,
    reactionTo: `reactionTo(${['code', ...reactionTakes.map(nameIn)].join(', ').replace('attempt', 'state.attempt')})`,
    trace,
  };
  const members = [
    ...when(plan.lax, ...codes(plan), ''),
    ...when(isHooked(plan), ...hooks(plan), ''),
    ...reactions(plan),
    '',
    ...when(
      isRepeated(plan),
      '/** What one call has been through. */',
      'private static final class State {',
      ...inner([
        'int attempt = 1;',
        ...when(kinds.has('refresh'), 'String token = System.getenv("API_TOKEN");', 'boolean refreshed;'),
        ...when(isWrite(plan), 'boolean write;'),
      ]),
      '}',
      '',
    ),
    ...entry(parts),
    '',
    '/** The code of an error, known or not; empty where there is none. */',
    `private static String codeOf(${codeTakes.join(', ')}) {`,
    ...inner(recognising),
    '}',
    '',
    '/** What to do about each error; a code that nobody knows is never repeated. */',
    ...statement({ open: 'private static Reaction reactionTo(', items: ['String code', ...reactionTakes], close: ') {' }, 2),
    ...inner(branching),
    '}',
    '',
    ...settling(plan),
    '',
    ...common,
    ...ways.helpers,
  ];
  const lines = unusedOut(members);
  const uses = (path: string): boolean => {
    const name = path.replace(/^.*\./, '');
    return lines.some((line) => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(plain(line)));
  };
  const imports = [...new Set([...standard, ...ways.imports])].filter(uses).toSorted();
  return [
    ...commented(
      `What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`,
      '//',
      most,
    ),
    ...imports.map((path) => `import ${path};`),
    '',
    `final class ${type} {`,
    ...inner(lines),
    '}',
    '',
  ].join('\n');
}

const standard = [
  'java.io.IOException',
  'java.util.ArrayList',
  'java.util.List',
  'java.util.Set',
  'java.util.concurrent.ThreadLocalRandom',
];

const codes = (plan: HandlerPlan): string[] => {
  const head = 'private static final Set<String> CODES =';
  const all: Doc = { open: 'Set.of(', items: goodCases(plan).map(({ name }) => text(name)), close: ');' };
  const whole = `${head} ${flat(all)}`;
  return whole.length + 2 <= most ? [whole] : [head, ...set(all, 6).map((line) => line.slice(2))];
};

function hooks(plan: HandlerPlan): string[] {
  const parts = [
    ...when(plan.kinds.has('refresh'), ['/** Gives new credentials. */', 'String refreshToken();']),
    ...when(asks(plan), ['/** Tells whether a failed attempt was carried out after all. */', 'boolean isDone();']),
    ...when(plan.kinds.has('show'), [
      '/** Shows texts to the user, and offers actions. */',
      'void show(List<String> texts, List<String> actions);',
    ]),
    ...when(plan.kinds.has('note'), ['/** Takes note of a warning: the answer is good. */', 'void note(String warning);']),
    ...when(plan.transport === 'socket.io', ['/** Takes what no program can repair. */', 'void report(Exception problem);']),
  ];
  return [
    '/** What the program around it does. */',
    'interface Hooks {',
    ...inner(parts.flatMap((part, at) => (at === 0 ? part : ['', ...part]))),
    '}',
  ];
}

function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const fatal = isFatal(plan) ? ['boolean fatal'] : [];
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const record = (name: string, ...fields: string[]): string[] => [
    '',
    `private record ${name}(${fields.join(', ')}) implements Reaction {}`,
  ];
  const outcomes = outcomesOf(plan);
  return [
    '/** What an error asks of a client. */',
    'private sealed interface Reaction {}',
    ...when(isStopped(plan), ...record('Stop', ...when(details, 'String details'))),
    ...when(kinds.has('show'), ...record('Show', 'List<String> texts', 'List<String> actions')),
    ...when(kinds.has('note'), ...record('Note')),
    ...when(kinds.has('refresh'), ...record('Refresh', ...fatal)),
    ...when(
      kinds.has('retry'),
      ...record('Retry', 'int attempts', ...when(waitsOf(plan).waiting, 'long pause'), ...when(asks(plan), 'boolean ask'), ...fatal),
    ),
    ...record('Unknown'),
    ...when(
      outcomes.length > 0,
      '',
      'private enum Outcome {',
      ...inner(outcomes.map((one, at) => (at < outcomes.length - 1 ? `${one},` : one))),
      '}',
    ),
  ];
}
