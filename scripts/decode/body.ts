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
    if (scanned) return { value: shallow(scanned.value), whole: scanned.whole };
    // A string that is cut off.
    if (isJson) return { value: trimmed, whole: !/^["[{]/.test(trimmed) };
  }
  return { value: trimmed, whole: true };
}

/** Deeper messages would exhaust the stack of those who walk over them, larger ones their patience. */
const DEEPEST = 100;
const LARGEST = 50_000;

/**
 * The value; null where it is so deep or large that it is nothing which a catalog knows.
 *
 * @param most values in it, at every depth
 */
export function shallow(value: Json, most = LARGEST): Json {
  let level: Json[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: Json[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      for (const inner of Object.values(one)) next.push(inner);
      if (count + next.length > most) return null;
    }
    count += next.length;
    if (depth > DEEPEST) return null;
    level = next;
  }
  return value;
}

/** A content as its text: the inverse of {@link contentOf}. */
export function textOf(value: Json, mediaType: string, indent?: number): string {
  return typeof value === 'string' && !/[/+]json\b/.test(mediaType) ? value : JSON.stringify(value, null, indent);
}
