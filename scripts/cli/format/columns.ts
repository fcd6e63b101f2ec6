/** Wide in a terminal (Unicode Standard Annex 11, as far as catalogs meet it). */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const zero = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes in a terminal. Tabs count as four. */
export function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += char === '\t' ? 4 : zero.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return columns;
}

/** A text for the terminal: tabs as four spaces, control characters made visible, so that no catalog can steer the terminal. */
export function visible(text: string): string {
  return text
    .replaceAll('\t', '    ')
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Pads with spaces up to a width. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}
