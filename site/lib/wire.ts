/** What a stretch of code is: key, string, number, constant, comment, or nothing special. */
export type Kind = 'k' | 's' | 'n' | 'c' | 'm' | '';

export interface Token {
  kind: Kind;
  text: string;
}

const json = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;
/** A field line (RFC 9110, section 5.1): a token, a colon, a value. Also `event: x` of server-sent events. */
const fieldLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(:\s?)(.*)$/s;

function jsonTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(json)) {
    if (match.index > end) tokens.push({ kind: '', text: text.slice(end, match.index) });
    const [whole, string, colon, number] = match;
    if (string === undefined) tokens.push({ kind: number === undefined ? 'c' : 'n', text: whole });
    else {
      tokens.push({ kind: colon === undefined ? 's' : 'k', text: string });
      if (colon !== undefined) tokens.push({ kind: '', text: colon });
    }
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ kind: '', text: text.slice(end) });
  return tokens;
}

/**
 * The tokens of one line of a message as it travels: a status line, a header or field line, or a line of JSON.
 * Needs no state: no token of these runs over the end of a line.
 */
export function wireTokens(line: string): Token[] {
  const start = /^(HTTP\/\d(?:\.\d)? \d{3})(.*)$/.exec(line);
  if (start) return [{ kind: 'c', text: start[1] ?? '' }, ...(start[2] ? [{ kind: '' as const, text: start[2] }] : [])];
  const field = fieldLine.exec(line);
  if (field) {
    const [, name = '', colon = '', value = ''] = field;
    const kind = /^\d+(\.\d+)?$/.test(value) ? 'n' : 's';
    const rest: Token[] = /^[{[]/.test(value) ? jsonTokens(value) : value === '' ? [] : [{ kind, text: value }];
    return [{ kind: 'k', text: name }, { kind: '', text: colon }, ...rest];
  }
  return jsonTokens(line);
}

/** The text of a line of tokens. */
export function lineText(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
