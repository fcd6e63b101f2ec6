/**
 * Characters that JSON allows in a string but that an editor, a terminal or a script reads as something else: C1 controls,
 * line separators, and the overrides, embeddings and isolates of Unicode's bidirectional algorithm (UAX 9).
 */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;
const ALL_UNSAFE = new RegExp(UNSAFE, 'g');

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON text with what is unsafe escaped: the same values. To look first is cheaper than to replace nothing, which copies the text. */
export function safe(text: string): string {
  return UNSAFE.test(text) ? text.replaceAll(ALL_UNSAFE, escaped) : text;
}

/** A value as JSON text on one line, without a newline. */
export function jsonLine(value: unknown): string {
  return safe(JSON.stringify(value));
}
