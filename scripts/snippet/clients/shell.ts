import type { Place, Sign } from '../types.ts';

/** Characters that would end a line, hide or turn text about. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Bytes of a character as escapes, which mean the same in every locale; a shell cannot hold NUL. */
const bytes = (char: string): string =>
  char === '\0'
    ? bytes('\uFFFD')
    : Array.from(new TextEncoder().encode(char), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** A word that stands for exactly this text: in single quotes, or as `$'…'` where something must be escaped. */
export function word(value: string): string {
  if (value.search(unseen) < 0) return `'${value.replaceAll("'", "'\\''")}'`;
  return `$'${value.replaceAll(/[\\']/g, '\\$&').replaceAll(unseen, bytes)}'`;
}

/** A part of a text in double quotes, as long as it holds nothing that the shell reads; else quoted by itself between two such parts. */
export const within = (value: string): string => (/^[\w .,:;/+=@%^-]*$/.test(value) ? value : `"${word(value)}"`);

/** A string literal of jq. */
const json = (value: string): string =>
  JSON.stringify(value).replaceAll(unseen, (char) =>
    Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );

/** A filter of jq that reads a place and fails at nothing. */
export function filter(place: Place): string {
  if (place.length === 0) return '.';
  return place
    .map((step, at) => (/^[A-Za-z_]\w*$/.test(step) ? `.${step}?` : `${at === 0 ? '.' : ''}[${/^\d+$/.test(step) ? step : json(step)}]?`))
    .join('');
}

/** A test of jq: whether a place holds what the sign says. */
export function test(place: Place, sign: Sign): string {
  if ('equals' in sign) return `${filter(place)} == ${typeof sign.equals === 'string' ? json(sign.equals) : String(sign.equals)}`;
  const tests = [sign.starts !== '' && `startswith(${json(sign.starts)})`, sign.ends !== '' && `endswith(${json(sign.ends)})`];
  return `(${filter(place)} | strings | ${tests.filter((one) => one !== false).join(' and ')})`;
}
