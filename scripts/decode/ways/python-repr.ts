import { isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import type { PasteWay } from '../pasted.ts';
import { around, logLine } from './log-line.ts';

/** A value as Python prints it. */
function repr(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${repr(key)}: ${repr(item)}`)
      .join(', ')}}`;
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const inner = JSON.stringify(value)
      .slice(1, -1)
      .replaceAll(String.raw`\"`, '"');
    return quote + (quote === "'" ? inner.replaceAll("'", String.raw`\'`) : inner) + quote;
  }
  if (value === null) return 'None';
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

/** A dictionary as Python prints it into a log: single quotes, `True`, `None`. */
export const pythonRepr: PasteWay = {
  name: 'python-repr',
  title: 'Python dictionary',
  read: (text) => (/[[{]\s*[[{]?\s*'/.test(text) ? logLine.read(text)?.map((one) => ({ ...one, way: pythonRepr.name })) : undefined),
  write: (message) => around(message.body, repr),
};
