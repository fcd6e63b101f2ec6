import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { Place, Reading, Sign } from '../snippet/types.ts';
import { clientPath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { Format } from './types.ts';
import { quoted, remark, shapedEntriesOf } from './clients/entries.ts';
import type { ShapedEntry } from './clients/entries.ts';

const list = (values: readonly string[]): string => `[${values.map(quoted).join(', ')}]`;
const placed = (place: Place): string => list(place);

/** Types of JSON Schema as TypeScript has them. */
function typeOf({ types }: Reading): string {
  const known: Record<string, string> = {
    string: 'string',
    number: 'number',
    integer: 'number',
    boolean: 'boolean',
    array: 'readonly unknown[]',
    object: 'object',
    null: 'null',
  };
  return [...new Set(types.map((type) => known[type] ?? 'unknown'))].join(' | ') || 'unknown';
}

const signed = (sign: Sign): string =>
  'equals' in sign
    ? `{ at: ${placed(sign.place)}, equals: ${typeof sign.equals === 'string' ? quoted(sign.equals) : String(sign.equals)} }`
    : `{ at: ${placed(sign.place)}, starts: ${quoted(sign.starts)}, ends: ${quoted(sign.ends)} }`;

function constant({ code, name }: ShapedEntry): string {
  const { retry } = code;
  const facts = [
    `id: ${quoted(code.id)}`,
    `code: ${quoted(code.code)}`,
    `severity: ${quoted(code.severity)}`,
    `category: ${quoted(code.category)}`,
    `actor: ${quoted(code.actor)}`,
    `effect: ${quoted(code.effect)}`,
    `retry: ${quoted(retry.when)}`,
    ...(retry.after === undefined ? [] : [`after: ${String(retry.after)}`]),
    ...(retry.maxAttempts === undefined ? [] : [`maxAttempts: ${String(retry.maxAttempts)}`]),
    ...(code.fatal === undefined ? [] : [`fatal: ${String(code.fatal)}`]),
    `actions: ${list(code.actions)}`,
  ];
  const title = remark(Object.values(code.title)[0] ?? '');
  return `${title === '' ? '' : `/** ${title} */\n`}export const ${name} = { ${facts.join(', ')} } as const satisfies Facts;`;
}

/** One member of the union: a code, with what any of its messages may tell. */
function member({ name, shapes }: ShapedEntry): string {
  const details = new Map(shapes.flatMap((shape) => shape.details.map((one): [string, Set<string>] => [one.name, new Set()])));
  for (const { details: some } of shapes) for (const one of some) details.get(one.name)?.add(typeOf(one));
  const fields = [...details].map(([field, types]) => `readonly ${quoted(field)}?: ${[...types].join(' | ')}`);
  return `  | Decoded<typeof ${name}, ${fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`}>`;
}

function row({ name, shapes }: ShapedEntry): string[] {
  return shapes.map(({ transport, signs, details, trace, retryAfter }) => {
    const read = ({ name: field, place, types }: Reading): string =>
      `{ name: ${quoted(field)}, at: ${placed(place)}, types: ${list(types)} }`;
    const parts = [
      `facts: ${name}`,
      `transport: ${quoted(transport)}`,
      `signs: [${signs.map(signed).join(', ')}]`,
      `details: [${details.map(read).join(', ')}]`,
      ...(trace ? [`trace: ${placed(trace.place)}`] : []),
      ...(retryAfter ? [`retryAfter: ${placed(retryAfter.place)}`] : []),
    ];
    return `  { ${parts.join(', ')} },`;
  });
}

/** The types and the decoder: the same for every service. */
const frame = `
/** What is known of a code before it happens. */
export interface Facts {
  readonly id: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly category: string;
  /** Who can do something about it. */
  readonly actor: string;
  /** What has happened all the same. */
  readonly effect: string;
  /** When a repetition may help. */
  readonly retry: 'never' | 'after-change' | 'at-once' | 'after-delay' | 'with-backoff';
  /** Seconds to wait, where they are constant. */
  readonly after?: number;
  readonly maxAttempts?: number;
  /** The session is over. */
  readonly fatal?: boolean;
  readonly actions: readonly string[];
}

/** An error as it came: its code, its facts, and what the message tells of this occurrence. */
export interface Decoded<F extends Facts, Details extends object> {
  /** Id of the code: tells the members of the union apart. */
  readonly id: F['id'];
  readonly code: F['code'];
  readonly facts: F;
  readonly details: Details;
  /** What support asks for. */
  readonly trace?: string;
  /** Seconds to wait, as the message says. */
  readonly retryAfter?: number;
}

interface Shape {
  readonly facts: Facts;
  readonly transport: string;
  readonly signs: readonly ({ readonly at: readonly string[] } & (
    | { readonly equals: string | number | boolean }
    | { readonly starts: string; readonly ends: string }
  ))[];
  readonly details: readonly { readonly name: string; readonly at: readonly string[]; readonly types: readonly string[] }[];
  readonly trace?: readonly string[];
  readonly retryAfter?: readonly string[];
}

function valueAt(message: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((value, step, depth) => {
    if (typeof value !== 'object' || value === null) return undefined;
    // Names of headers have no case.
    const caseless = depth === 1 && at[0] === 'headers';
    const entry = Object.entries(value).find(([key]) => key === step || (caseless && key.toLowerCase() === step.toLowerCase()));
    return entry?.[1];
  }, message);
}

function isOf(value: unknown, types: readonly string[]): boolean {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer') && Number.isInteger(value));
}
`;

const decoder = `
/**
 * The error that a message is; undefined for everything else, and for codes that are newer than this file: treat those as a failure that
 * must not be repeated.
 *
 * @param transport how it came
 * @param message its parts: \`{ status, headers, body }\` of an HTTP response, \`{ event, body }\` or \`{ event, args }\` of an event, \`{ body }\`
 */
export function decode(transport: Transport, message: object): ServiceError | undefined {
  const shape = shapes.find(
    (one) =>
      one.transport === transport &&
      one.signs.every((sign) => {
        const value = valueAt(message, sign.at);
        if ('equals' in sign) return value === sign.equals;
        return typeof value === 'string' && value.startsWith(sign.starts) && value.endsWith(sign.ends);
      }),
  );
  if (!shape) return undefined;
  const { facts, details, trace, retryAfter } = shape;
  const read = details.flatMap(({ name, at, types }) => {
    const value = valueAt(message, at);
    return isOf(value, types) ? [[name, value] as const] : [];
  });
  const id = trace && valueAt(message, trace);
  const told = retryAfter && valueAt(message, retryAfter);
  const seconds = typeof told === 'string' && told.trim() !== '' ? Number(told) : told;
  return {
    id: facts.id,
    code: facts.code,
    facts,
    details: Object.fromEntries(read),
    ...(typeof id === 'string' && { trace: id }),
    ...(typeof seconds === 'number' && Number.isFinite(seconds) && { retryAfter: seconds }),
    // The table above and the union are made from the same catalog.
  } as unknown as ServiceError;
}
`;

function file(service: CompiledService): string {
  const entries = shapedEntriesOf(service);
  // The most particular first: of two that both fit, the one with more signs is meant.
  const shapes = entries
    .flatMap((entry) => entry.shapes.map((shape) => ({ row: row({ ...entry, shapes: [shape] }), signs: shape.signs.length })))
    .filter(({ signs }) => signs > 0)
    .toSorted((one, two) => two.signs - one.signs);
  const transports = [...new Set(entries.flatMap((entry) => entry.shapes.map(({ transport }) => transport)))];
  return [
    `// Error codes of ${remark(Object.values(service.title)[0] ?? service.service)}: constants, a union and a decoder. Made by errdex; do not edit.`,
    frame,
    ...entries.map(constant),
    '',
    `export type Transport = ${transports.map(quoted).join(' | ') || 'never'};`,
    '',
    `/** Every error of the service; \`id\` tells them apart. */`,
    `export type ServiceError =\n${entries.map(member).join('\n') || '  never'};`,
    '',
    `const shapes: readonly Shape[] = [`,
    ...shapes.flatMap((one) => one.row),
    '];',
    decoder.trimEnd(),
    '',
  ].join('\n');
}

/** Typed clients in TypeScript. */
export const clientsTypescript: Format = {
  name: 'clients-typescript',
  title: 'TypeScript client',
  docs: '`clients/<service>/errors.ts`: a constant with the facts of each code, a discriminated union of all errors, and a decoder. No dependency; constants that are not used fall away in a bundle.',
  per: 'service',
  *emit(catalog: CompiledCatalog) {
    for (const service of catalog.services) yield fileFrom(clientPath(service.service, 'errors.ts'), [service], () => file(service));
  },
};
