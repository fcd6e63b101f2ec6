/**
 * Characters that JSON allows in a string but that an editor, a terminal or a script reads as something else: C1 controls,
 * line separators, and the overrides, embeddings and isolates of Unicode's bidirectional algorithm (UAX 9).
 */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value as JSON text (RFC 8259), two spaces deep, with a final newline. Invisible characters are escaped; the value stays the same. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll(UNSAFE, escaped)}\n`;
}

/** A value as JSON text on one line, without a newline. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNSAFE, escaped);
}
