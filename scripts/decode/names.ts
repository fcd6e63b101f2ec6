/** Enough for a log with a stack trace; each costs a look into the index. */
const most = 40;
/** What stands behind so many characters is not looked at. */
const longest = 100_000;

/** Letters and digits, and what joins them in a name: `OUT_OF_TEA`, `rate-limit`, `order.failed`. */
const words = /[\p{L}\p{N}]+(?:[_.-][\p{L}\p{N}]+)*/gu;

/** Whether a word looks as names of codes do, and those of a language do not. */
function isName(word: string): boolean {
  if (!/\p{L}/u.test(word)) return /^\p{N}{4,}$/u.test(word);
  return /[\p{N}_.-]|\p{Lu}\p{Lu}|\p{Ll}\p{Lu}/u.test(word);
}

/**
 * The words of a text that may be names of codes, each once, in order: where nothing in it is a message, somebody may still have written down its
 * name. One word alone may be any.
 */
export function namesIn(text: string): string[] {
  const all = [...new Set(text.slice(0, longest).match(words))];
  return all.length === 1 ? all : all.filter(isName).slice(0, most);
}
