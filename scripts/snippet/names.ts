/** The words of a name in any spelling: `createToken`, `create-token`, `convert_song_stream`. Letters and digits of ASCII only. */
function words(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `createToken`; never empty, never beginning with a digit, never a word that languages keep for themselves. */
export function camel(name: string): string {
  const all = words(name);
  const result = all.map((word, at) => (at === 0 ? word : title(word))).join('');
  return /^[a-z]/.test(result) && !reserved.has(result) ? result : `call${all.map(title).join('')}`;
}

/** `CreateToken`. */
export const pascal = (name: string): string => title(camel(name));

/** `create_token`. */
export function snake(name: string): string {
  const result = words(name).join('_');
  return /^[a-z]/.test(result) && !reserved.has(result) ? result : `call_${result}`;
}

/** Keywords of the languages in which there are clients, as far as an operation may be called so, and names that snippets use themselves. */
const reserved = new Set(
  (
    'abstract and as assert async await begin bool boolean break byte case catch chan char class const continue crate debugger def default defer ' +
    'del delete do double elif else elsif end ensure enum error eval except export extends extern false fallthrough final finally float fn for ' +
    'from func function global go goto if impl implements import in include init input instanceof int interface is lambda let long loop main map ' +
    'match mod module move mut native new next nil none nonlocal not null or package pass private protected pub public raise range redo ref ' +
    'require rescue retry return self short sleep static struct super switch synchronized then this throw throws trait transient true try type ' +
    'typeof undef union unless unsafe until use var void volatile when where while with yield response request socket attempt result'
  ).split(' '),
);
