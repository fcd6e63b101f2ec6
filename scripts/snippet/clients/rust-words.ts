import { snake } from '../names.ts';

/** The inside of a string literal. What has no glyph of its own is escaped: line ends, controls, marks that turn the direction of text. */
const inner = (value: string): string =>
  value
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/["\\]/g, '\\$&')
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (char) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
    );

/** A string literal. */
export const text = (value: string): string => `"${inner(value)}"`;

/** The inside of a literal for `format!`. */
export const formatted = (value: string): string => inner(value.replaceAll(/[{}]/g, '$&$&'));

/** Names that stand for something else in our snippets, and words of Rust that `names.ts` does not have. */
const taken = new Set(
  (
    'actions answer attempt base become body box client content contents dyn env failure final form gen header headers is_done longest message min ' +
    'move note override parts priv random rand refresh_token reply reqwest response run seconds serde_json show sleep socket status std task text texts ' +
    'tokio token try typeof unsized url urlencoding virtual wording'
  ).split(' '),
);

/** A name in the way of Rust. */
export function name(words: string): string {
  const own = snake(words);
  return taken.has(own) ? `${own}_value` : own;
}
