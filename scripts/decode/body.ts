import { isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { scanJson } from './scan.ts';

/** The content of a message, and whether the text holds all of it. */
export interface Content {
  value: Json;
  whole: boolean;
}

/**
 * The content that a text stands for: JSON where it begins like an object or array, or is called so and is; else the text itself.
 *
 * @param mediaType as the message names it; absent where it names none
 */
export function contentOf(text: string, mediaType?: string): Content {
  const trimmed = text.trim();
  const isJson = mediaType !== undefined && /[/+]json\b/i.test(mediaType);
  try {
    if (isJson || /^[[{]/.test(trimmed)) return { value: shallow(JSON.parse(trimmed) as Json), whole: true };
  } catch {
    const scanned = scanJson(trimmed, 0);
    if (scanned) return scanned;
    // A string that is cut off.
    if (isJson) return { value: trimmed, whole: !/^["[{]/.test(trimmed) };
  }
  return { value: trimmed, whole: true };
}

/** The value, unless it is so deep that walking over it would exhaust the stack: then it is nothing that a catalog knows. */
export function shallow(value: Json): Json {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 100) return null;
    level = level.flatMap((one) => (Array.isArray(one) ? one : isObject(one) ? (Object.values(one) as Json[]) : []));
  }
  return value;
}

/** A content as its text: the inverse of {@link contentOf}. */
export function textOf(value: Json, mediaType: string, indent?: number): string {
  return typeof value === 'string' && !/[/+]json\b/.test(mediaType) ? value : JSON.stringify(value, null, indent);
}
