/** Nothing in it but ASCII and Cyrillic letters without marks: most texts, for which the rest of this file would be slow. */
function isPlain(text: string): boolean {
  return /^[\p{ASCII}А-ИК-Яа-ик-я]*$/u.test(text);
}

/** Case and accents do not count: `É` is `e`, `Ё` is `е`. The same on both sides, whatever the locale of the machine. */
function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Capitals that begin a word inside a name: `userId`, `HTTPError`. */
function split(text: string): string {
  if (!/\p{Lu}/u.test(text.slice(1))) return text;
  return text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
}

/** A name as one key: `PAY_017`, `pay-017` and `Pay 017` are `pay017`. */
export function squeeze(text: string): string {
  return fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Scripts written without spaces: each character is a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/**
 * The words of a text or the parts of a name, each once, in order. Letters and digits are words apart: `PAY017` is `pay` and `017`.
 */
export function wordsOf(text: string): string[] {
  const folded = fold(split(text));
  const spaced = isPlain(folded) ? folded : folded.replaceAll(unspaced, ' $& ');
  return [...new Set(spaced.match(/\p{L}+|\p{N}+/gu))];
}
