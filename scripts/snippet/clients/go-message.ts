import { fact, indent } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Json } from '../../model/json.ts';
import type { Place, Plan, Reading, Sign } from '../types.ts';
import { fieldName, isNumber, isText, text, told } from './go.ts';

/** What a snippet reads from the body of a message, as a type of Go. */
export interface Message {
  /** Declares `failure`, with the values that stand where the message says nothing. */
  readonly declaration: readonly Line[];
  /** An expression for a place of the body. */
  read(place: Place): string;
  /** A test that fails for this error. */
  differs(sign: Sign): string;
}

/** Part of a message: an object, an array of which some elements are read, or a value. */
interface Part {
  type?: string;
  isList: boolean;
  readonly parts: Map<string, Part>;
  readonly names: Map<string, string>;
}

/**
 * The type for everything that is read below `body`.
 *
 * @param signs tests on the body
 * @param readings what the reaction uses of the body
 * @returns undefined where the keys of the message cannot be said in a type of Go
 */
export function messageOf(plan: Plan, signs: readonly Sign[], readings: readonly Reading[]): Message | undefined {
  const root: Part = { isList: false, parts: new Map(), names: new Map() };
  // Signs first: their type is the one that the test needs.
  const wanted = [
    ...signs.map((sign) => ({ place: sign.place, type: typeForTest(sign) })),
    ...readings.map((one) => ({ place: one.place, type: typeOf(one, plan) })),
  ];
  for (const { place, type } of wanted) {
    if (!put(root, place.slice(1), type, plan.example[place[0] ?? ''])) return undefined;
  }
  const read = (place: Place): string => `failure${path(root, place.slice(1))}`;
  const { policy } = plan;
  const wait = policy.kind === 'retry' && policy.wait.kind === 'told' && isNumber(policy.wait.reading) ? policy.wait : undefined;
  const declared = declare('var failure ', root, '');
  return {
    declaration: wait ? [...declared, fact(`${read(wait.reading.place)} = ${String(wait.otherwise)}`)] : declared,
    read,
    differs: (sign) => differs(read(sign.place), sign),
  };
}

/** A test on an expression: true for other errors. */
export function differs(expression: string, sign: Sign): string {
  if ('equals' in sign) return `${expression} != ${value(sign.equals)}`;
  return [
    ...(sign.starts === '' ? [] : [`!strings.HasPrefix(${expression}, ${text(sign.starts)})`]),
    ...(sign.ends === '' ? [] : [`!strings.HasSuffix(${expression}, ${text(sign.ends)})`]),
  ].join(' || ');
}

/** A constant; zero is one of the numbers of JSON, for it is compared with whatever the message holds. */
const value = (constant: string | number | boolean): string =>
  typeof constant === 'string' ? text(constant) : constant === 0 ? '0.0' : String(constant);

/** A field that is not there reads as the zero of its type: where that is what is looked for, any value must do. */
function typeForTest(sign: Sign): string {
  if (!('equals' in sign)) return 'string';
  if (!sign.equals) return 'any';
  if (typeof sign.equals === 'number') return Number.isInteger(sign.equals) ? 'int' : 'float64';
  return typeof sign.equals === 'string' ? 'string' : 'bool';
}

function typeOf(reading: Reading, plan: Plan): string {
  if (plan.policy.kind === 'show') return reading.name === 'actions' ? '[]string' : 'string';
  if (!told(plan).includes(reading)) return isNumber(reading) ? 'float64' : 'string';
  return isText(reading) ? 'string' : 'any';
}

/** Adds a place; false where it contradicts what is there, or a key cannot stand in a tag (encoding/json, "isValidTag"). */
function put(root: Part, place: Place, type: string, example: Json | undefined): boolean {
  let here = root;
  let seen = example;
  for (const step of place) {
    if (here.type !== undefined || !/^[\p{L}\p{N}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u.test(step)) return false;
    here.isList = Array.isArray(seen);
    seen = typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, Json>>)[step] : undefined;
    let next = here.parts.get(step);
    // The elements of an array of Go are of one type.
    if (here.isList && !next && here.parts.size > 0) return false;
    if (!next) {
      next = { isList: false, parts: new Map(), names: new Map() };
      here.parts.set(step, next);
      let name = fieldName(step);
      while ([...here.names.values()].includes(name)) name += 'X';
      here.names.set(step, name);
    }
    here = next;
  }
  if (here.parts.size > 0) return false;
  here.type ??= type;
  return true;
}

/** `.Errors[0].Code` */
function path(part: Part, place: Place): string {
  const [step, ...rest] = place;
  const next = step === undefined ? undefined : part.parts.get(step);
  if (step === undefined || !next) return '';
  return `${part.isList ? `[${step}]` : `.${part.names.get(step) ?? ''}`}${path(next, rest)}`;
}

/** The type of a part that stands in one line: of objects those with one field, whose key encoding/json finds by the name alone. */
function short(part: Part): string | undefined {
  if (part.type !== undefined) return part.type;
  const [only, ...others] = part.parts;
  if (only === undefined || others.length > 0) return undefined;
  const [key, of] = only;
  const inner = short(of);
  if (inner === undefined) return undefined;
  // An array of Go holds as many elements as are read; others of the message are left out.
  if (part.isList) return `[${String(Number(key) + 1)}]${inner}`;
  const name = part.names.get(key) ?? '';
  return name.toLowerCase() === key.toLowerCase() ? `struct{ ${name} ${inner} }` : undefined;
}

/** A declaration as gofmt sets it: names, types and tags of neighbours in columns, what takes several lines at the end. */
function declare(before: string, part: Part, after: string): Line[] {
  const type = short(part);
  if (type !== undefined) return [`${before}${type}${after}`];
  if (part.isList) {
    const [first] = part.parts.values();
    const count = Math.max(...[...part.parts.keys()].map(Number)) + 1;
    return first ? declare(`${before}[${String(count)}]`, first, after) : [];
  }
  const fields = [...part.parts].map(([key, of]) => ({
    name: part.names.get(key) ?? '',
    type: short(of),
    of,
    tag: `\`json:"${key === '-' ? '-,' : key}"\``,
  }));
  const lined = fields.filter((field) => field.type !== undefined);
  const others = fields.filter((field) => field.type === undefined);
  // The first of those with several lines still stands in the column of names.
  const column = lined.length > 0 ? [...lined, ...others.slice(0, 1)] : [];
  const names = Math.max(0, ...column.map(({ name }) => name.length));
  const types = Math.max(0, ...lined.map((field) => field.type?.length ?? 0));
  const lines = [
    ...lined.map(({ name, type: own, tag }) => `${name.padEnd(names)} ${(own ?? '').padEnd(types)} ${tag}`),
    ...others.flatMap(({ name, of, tag }, at) => declare(`${at === 0 ? name.padEnd(names) : name} `, of, ` ${tag}`)),
  ];
  return [`${before}struct {`, ...indent(lines, '\t'), `}${after}`];
}
