/** Case and accents do not count: `É` is `e`, `Ё` is `е`. The same on both sides, whatever the locale of the machine. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Capitals that begin a word inside a name: `userId`, `HTTPError`. */
function split(text: string): string {
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
  return [
    ...new Set(
      fold(split(text))
        .replaceAll(unspaced, ' $& ')
        .match(/\p{L}+|\p{N}+/gu),
    ),
  ];
}
