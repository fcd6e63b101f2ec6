import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { why } from '../why.ts';
import type { Plan, Reading } from '../types.ts';
import { access, inLoop, inMethod, report, shown, text, waits } from './java.ts';

/** How a message is read, and what becomes of a call. */
export interface Ways {
  /** An expression for a text. */
  readonly read: (reading: Reading) => string;
  /** An expression for a whole number of seconds. */
  readonly number: (reading: Reading, otherwise: number) => string;
  /** An expression for a list of texts. */
  readonly list: (reading: Reading) => string;
  /** What goes on to the caller. */
  readonly result: string;
  /** Lines that get new credentials. */
  readonly refresh: readonly Line[];
}

/** Blanks before the statements: a repeated call stands in a loop. */
export const depth = ({ policy }: Plan): number => (policy.kind === 'retry' || policy.kind === 'refresh' ? inLoop : inMethod);

/** What the reaction reads from the message. */
export function needed(plan: Plan): Reading[] {
  const { policy } = plan;
  if (policy.kind === 'show') return [...plan.texts, plan.actions].filter((one) => one !== undefined && 'place' in one);
  if (policy.kind === 'note') return [];
  return [
    ...(policy.kind === 'correct' ? plan.details.slice(0, 3) : []),
    ...(plan.trace ? [plan.trace] : []),
    ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : []),
  ];
}

/** The texts in a list of Jackson. */
export const textsOf = (node: string): string => `${node.replace(/\.asText\(\)$/, '')}.valueStream().map(JsonNode::asText).toList()`;

/** Seconds in a node of Jackson, be they a number or a text. */
export const wholeSeconds = (root: string, place: Reading['place'], otherwise: number): string =>
  `${access(root, place)}.asLong(${String(otherwise)})`;

/**
 * The lines that do what the facts demand, once the error is recognised; failures are thrown.
 *
 * @param at the blanks before them
 */
export function reaction(plan: Plan, ways: Ways, at = depth(plan)): Line[] {
  const { policy } = plan;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, ...report(plan, ways.read, at)];
    case 'show':
      return [...shown(plan, ways.read, ways.list, at), 'return null;'];
    case 'note':
      return [fact(`note.accept(${text(plan.code)});`), `return ${ways.result};`];
    case 'refresh':
      return ['if (attempt == 2) {', ...indent(report(plan, ways.read, at + 2), '  '), '}', ...ways.refresh];
    case 'retry':
      return [
        fact(`if (attempt == ${String(policy.attempts)}) {`),
        ...indent(report(plan, ways.read, at + 2), '  '),
        '}',
        ...waits(policy.wait, policy.attempts, ways.number),
        ...when(plan.ask, fact('if (isDone.getAsBoolean()) { // it may have been carried out'), `  return ${ways.result};`, '}'),
      ];
  }
}
