import type { Json } from '../../model/json.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading, Sign } from '../types.ts';
import { text } from './typescript.ts';

/** Part of a message: an object, a list of which some elements are read, or a value. */
interface Part {
  type: string;
  /** Some messages may lack it. */
  isOptional: boolean;
  readonly isList: boolean;
  readonly parts: Map<string, Part>;
}

/** Columns of a line, as in `typescript-format.ts`. */
const width = 120;

/**
 * The type of a body, as far as it is read: nobody has to guess what is in it.
 *
 * @param name of the interface
 * @param signs tests on the body
 * @param readings what is read once the error is recognised
 * @returns no lines where the keys contradict each other
 */
export function messageType(name: string, plan: Plan, signs: readonly Sign[], readings: readonly Reading[]): Line[] {
  const root: Part = { type: '', isOptional: false, isList: false, parts: new Map() };
  const isShown = plan.policy.kind === 'show';
  const all = [
    ...signs.map(({ place, ...sign }) => ({ place, type: 'equals' in sign ? typeof sign.equals : 'string', isOptional: false })),
    ...readings.map(({ place, types, always }) => ({ place, type: typeOf(types), isOptional: !always && !isShown })),
  ];
  for (const { place, type, isOptional } of all) if (!put(root, place.slice(1), type, isOptional, plan.example[place[0] ?? ''])) return [];
  return root.parts.size === 0 ? [] : [...members(`interface ${name} `, root, '', ''), ''];
}

/** JSON Schema's names for what JavaScript calls otherwise; of lists only texts are read. */
function typeOf(types: readonly string[]): string {
  const known: Record<string, string> = { integer: 'number', number: 'number', boolean: 'boolean', string: 'string', array: 'string[]' };
  const [only, ...others] = new Set(types.map((type) => known[type] ?? 'unknown'));
  return only === undefined || others.length > 0 ? 'unknown' : only;
}

/** Adds a place, to which everything on the way may be missing; false where it is both a value and an object. */
function put(root: Part, place: Place, type: string, isOptional: boolean, example: Json | undefined): boolean {
  let here = root;
  let seen = example;
  for (const [at, step] of place.entries()) {
    if (here.type !== '') return false;
    const value: Json | undefined = typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, Json>>)[step] : undefined;
    const isEnd = at === place.length - 1;
    let next = here.parts.get(step);
    if (!next) {
      next = { type: '', isOptional: !isEnd || isOptional, isList: Array.isArray(value), parts: new Map() };
      here.parts.set(step, next);
    }
    here = next;
    seen = value;
  }
  if (here.parts.size > 0) return false;
  if (here.type === '') here.type = type;
  return true;
}

const key = (step: string, { isOptional }: Part): string =>
  `${/^[A-Za-z_$][\w$]*$/.test(step) ? step : /^(?:0|[1-9]\d*)$/.test(step) ? step : text(step)}${isOptional ? '?' : ''}: `;

/** The only element of a list that is read. */
const elementOf = ({ isList, parts }: Part): Part | undefined => (isList && parts.size === 1 ? [...parts.values()][0] : undefined);

/** The type of a part on one line. */
function short(part: Part): string {
  if (part.type !== '') return part.type;
  const element = elementOf(part);
  if (element) return `${short(element)}[]`;
  return `{ ${[...part.parts].map(([step, of]) => `${key(step, of)}${short(of)}`).join('; ')} }`;
}

/** An object with a member a line, and members of members where a line would be too long. */
function members(before: string, part: Part, after: string, blank: string): string[] {
  const inner = `${blank}  `;
  return [
    `${blank}${before}{`,
    ...[...part.parts].flatMap(([step, of]) => {
      const line = `${inner}${key(step, of)}${short(of)};`;
      if (line.length <= width || of.type !== '') return [line];
      const element = elementOf(of);
      return element ? members(key(step, of), element, '[];', inner) : members(key(step, of), of, ';', inner);
    }),
    `${blank}}${after}`,
  ];
}
