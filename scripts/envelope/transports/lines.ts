import { jsonLine } from '../../model/json-line.ts';
import { asText, isObject, pointer } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import type { WireLine } from './transport.ts';

/**
 * A JSON value, indented by two spaces, each line with the JSON Pointer of what it shows. Short lists of scalars stay on one line. What would
 * turn the order of the letters around is escaped: a line shows what it says.
 *
 * @param at pointer of the value itself
 */
export function jsonLines(value: Json, at: string, indent = '', suffix = ''): WireLine[] {
  const scalars = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
  const short = scalars && JSON.stringify(value).length <= 72;
  if (short) return [{ text: `${indent}[${value.map(jsonLine).join(', ')}]${suffix}`, pointer: at }];
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) =>
      jsonLines(item, at + pointer([index]), `${indent}  `, index < value.length - 1 ? ',' : ''),
    );
    return [{ text: `${indent}[`, pointer: at }, ...items, { text: `${indent}]${suffix}`, pointer: '' }];
  }
  if (!isObject(value) || Object.keys(value).length === 0) return [{ text: `${indent}${jsonLine(value)}${suffix}`, pointer: at }];
  const entries = Object.entries(value);
  const fields = entries.flatMap(([key, item], index) => {
    const [first, ...rest] = jsonLines(item, at + pointer([key]), `${indent}  `, index < entries.length - 1 ? ',' : '');
    const text = (first?.text ?? '').slice(indent.length + 2);
    return [{ text: `${indent}  ${jsonLine(key)}: ${text}`, pointer: at + pointer([key]) }, ...rest];
  });
  return [{ text: `${indent}{`, pointer: at }, ...fields, { text: `${indent}}${suffix}`, pointer: '' }];
}

/** Headers, one a line: `Name: value` (RFC 9112, section 5). */
export function headerLines(headers: unknown): WireLine[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).map(([name, value]) => ({ text: `${name}: ${asText(value)}`, pointer: pointer(['headers', name]) }));
}

/** A text body, line by line; a JSON body otherwise. */
export function contentLines(value: Json, contentType: string): WireLine[] {
  if (typeof value === 'string' && !/[/+]json\b/.test(contentType)) return value.split('\n').map((text) => ({ text, pointer: '/body' }));
  return jsonLines(value, '/body');
}
