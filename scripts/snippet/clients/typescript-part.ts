import type { Json } from '../../model/json.ts';
import { isIndex } from '../asked.ts';
import type { Place } from '../types.ts';
import { access, text } from './typescript.ts';

/** What is read of messages at one place. */
export interface Use {
  /** Below the value that the message is. */
  readonly place: Place;
  /** As TypeScript calls it; `unknown` where anything will do. */
  readonly type: string;
  /** Some messages may lack it. */
  readonly isOptional: boolean;
  /** A message, as far as the catalog shows one: where it has lists. */
  readonly example: Json | undefined;
}

/** Part of a message: an object, a list of which some elements are read, or a value. */
export interface Part {
  /** What it is read as, `unknown` left out. */
  readonly types: Set<string>;
  isValue: boolean;
  /** Some messages may lack it. */
  readonly isOptional: boolean;
  isList: boolean;
  readonly parts: Map<string, Part>;
}

/** JSON Schema's names for what JavaScript calls otherwise; of lists only texts are read. */
export function readAs(types: readonly string[]): string {
  const known: Record<string, string> = { integer: 'number', number: 'number', boolean: 'boolean', string: 'string', array: 'string[]' };
  const [only, ...others] = new Set(types.map((type) => known[type] ?? 'unknown'));
  return only === undefined || others.length > 0 ? 'unknown' : only;
}

/** Columns of a line, as in `typescript-format.ts`. */
const width = 120;

const emptyPart = (isOptional: boolean): Part => ({ types: new Set(), isValue: false, isOptional, isList: false, parts: new Map() });

/** All that is read, in the order of the first reading; on the way to a place everything may be missing. */
export function partOf(uses: readonly Use[]): Part {
  const root = emptyPart(false);
  for (const { place, type, isOptional, example } of uses) {
    let [here, seen] = [root, example];
    for (const [at, step] of place.entries()) {
      seen = typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, Json>>)[step] : undefined;
      const next = here.parts.get(step) ?? emptyPart(isOptional || at < place.length - 1);
      next.isList ||= Array.isArray(seen);
      here.parts.set(step, next);
      here = next;
    }
    here.isValue = true;
    if (type !== 'unknown') here.types.add(type);
  }
  return root;
}

/** Read as things that nothing can be at once: a text and a number, or a value and an object. */
export const isMixed = ({ types, isValue, parts }: Part): boolean => types.size > 1 || (isValue && parts.size > 0);

/** The same of any part of it. */
export const isContradictory = (part: Part): boolean => isMixed(part) || [...part.parts.values()].some(isContradictory);

const key = (step: string, { isOptional }: Part): string =>
  `${/^[A-Za-z_$][\w$]*$/.test(step) || isIndex(step) ? step : text(step)}${isOptional ? '?' : ''}: `;

/** The only element of a list that is read. */
const elementOf = ({ isList, parts }: Part): Part | undefined => {
  const [[step, only] = [], ...others] = parts;
  return isList && others.length === 0 && step !== undefined && isIndex(step) ? only : undefined;
};

/** The type of a part on one line. */
export function typeOf(part: Part): string {
  if (isMixed(part) || part.parts.size === 0) return (part.parts.size === 0 && part.types.size === 1 && [...part.types][0]) || 'unknown';
  return objectOf(part);
}

/** The same of what is read in it, as a value that has members. */
function objectOf(part: Part): string {
  const element = elementOf(part);
  if (element) return `${typeOf(element)}[]`;
  return `{ ${[...part.parts].map(([step, of]) => `${key(step, of)}${typeOf(of)}`).join('; ')} }`;
}

/** An object with a member a line, and members of members where a line would be too long. */
function members(before: string, part: Part, after: string, blank: string): string[] {
  const inner = `${blank}  `;
  return [
    `${blank}${before}{`,
    ...[...part.parts].flatMap(([step, of]) => {
      const line = `${inner}${key(step, of)}${typeOf(of)};`;
      if (line.length <= width || of.parts.size === 0 || isMixed(of)) return [line];
      const element = elementOf(of);
      return element ? members(key(step, of), element, '[];', inner) : members(key(step, of), of, ';', inner);
    }),
    `${blank}}${after}`,
  ];
}

/** The declaration of an interface for an object of which something is read. */
export const declared = (name: string, part: Part): string[] => members(`interface ${name} `, part, '', '');

/** An expression for a place of a value that may be missing, which has a type where its part has none of its own. */
export function read(root: string, part: Part, place: Place, type: string): string {
  let [code, here]: [string, Part | undefined] = [root, part];
  for (const step of place) {
    if (here && isMixed(here)) code = `(${code} as ${objectOf(here)} | undefined)`;
    code = access(code, [step]);
    here = here?.parts.get(step);
  }
  return type !== 'unknown' && here && typeOf(here) === 'unknown' ? `(${code} as ${type} | undefined)` : code;
}
