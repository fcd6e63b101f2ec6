import { asText } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';

/** A named two-way map. `to` is applied when a message is sent, `from` when it is read; undefined: the value is not in its domain. */
export interface Pipe {
  readonly name: string;
  readonly to: (value: Json) => Json | undefined;
  /** Absent: only for facts that are constant for each code, where inverting is a look-up. */
  readonly from?: (value: Json) => Json | undefined;
  /** Schema of what is sent, from the schema of the value. */
  readonly schema: (schema: JsonSchema) => JsonSchema;
}

const words = (value: string): string[] => value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
const onText =
  (map: (text: string) => string) =>
  (value: Json): Json | undefined =>
    typeof value === 'string' ? map(value) : undefined;
const string: JsonSchema = { type: 'string' };

/** A number as JavaScript writes it, so that it reads back to the same text; undefined for `001`, `1e3`, `0x1F`. */
function canonicalNumber(text: Json): number | undefined {
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
  return Number.isFinite(value) && asText(value) === text ? value : undefined;
}

/** A code as a number: whole numbers beyond 2^53 would change on the way (Discord's snowflakes stay texts). */
function exactNumber(text: Json): number | undefined {
  const value = canonicalNumber(text);
  return value === undefined || (Number.isInteger(value) && !Number.isSafeInteger(value)) ? undefined : value;
}

/** Seconds to milliseconds and back; whole seconds only, since `x * 1000` is not exact for others. */
const milliseconds: Pipe = {
  name: 'ms',
  to: (value) => (typeof value === 'number' && Number.isSafeInteger(value * 1000) && Number.isInteger(value) ? value * 1000 : undefined),
  from: (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value % 1000 === 0 ? value / 1000 : undefined),
  schema: () => ({ type: 'integer', multipleOf: 1000 }),
};

/** The pipes that every catalog can use. A service adds its own as `tables`. */
export const pipes: readonly Pipe[] = [
  {
    name: 'number',
    to: exactNumber,
    from: (value) => (typeof value === 'number' ? asText(value) : undefined),
    schema: () => ({ type: 'number' }),
  },
  {
    name: 'string',
    to: (value) => (typeof value === 'number' || typeof value === 'boolean' ? asText(value) : undefined),
    from: (value) => (value === 'true' ? true : value === 'false' ? false : canonicalNumber(value)),
    schema: () => string,
  },
  milliseconds,
  { name: 'lower', to: onText((text) => text.toLowerCase()), schema: () => string },
  { name: 'upper', to: onText((text) => text.toUpperCase()), schema: () => string },
  { name: 'kebab', to: onText((text) => words(text).join('-').toLowerCase()), schema: () => string },
  { name: 'snake', to: onText((text) => words(text).join('_').toLowerCase()), schema: () => string },
  {
    name: 'camel',
    to: onText((text) =>
      words(text)
        .map((word, at) => (at ? word.charAt(0).toUpperCase() + word.slice(1).toLowerCase() : word.toLowerCase()))
        .join(''),
    ),
    schema: () => string,
  },
  {
    name: 'pascal',
    to: onText((text) =>
      words(text)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
        .join(''),
    ),
    schema: () => string,
  },
];

/** A table of a service as a pipe: keys are what the catalog says, values what is sent. Numbers as keys match numbers too. */
export function tablePipe(name: string, table: Record<string, string | number>): Pipe {
  const entries = Object.entries(table);
  return {
    name,
    to: (value) => entries.find(([key]) => key === asText(value))?.[1],
    from: (value) => {
      const key = entries.find(([, sent]) => sent === value)?.[0];
      return key === undefined ? undefined : key;
    },
    schema: () => ({ enum: [...new Set(entries.map(([, sent]) => sent))] }),
  };
}
