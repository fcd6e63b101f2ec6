import type { Json } from '../model/json.ts';

/** A JSON value in a text. */
export interface Scanned {
  value: Json;
  /** Where the text goes on behind it. */
  end: number;
  /** False where the text ends before the value does; what is not finished is left out. */
  whole: boolean;
}

/** Messages are not as deep as this; what is would only exhaust the stack of those who walk over it. */
const DEEPEST = 100;
const WORDS: Readonly<Record<string, string>> = { true: 'true', false: 'false', null: 'null', True: 'true', False: 'false', None: 'null' };
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

type Expects = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/**
 * Reads what {@link scan} does.
 *
 * @returns undefined where no value begins there
 */
export function scanJson(text: string, from: number): Scanned | undefined {
  const found = scan(text, from);
  return typeof found === 'number' ? undefined : found;
}

/**
 * Reads the JSON object or array (RFC 8259) that begins at a place of a text, whatever stands behind it. Python's spelling is read too:
 * single quotes, `True`, `False`, `None`. Time is linear in the length of what is read.
 *
 * @returns where none begins there, the place at which that became clear
 */
export function scan(text: string, from: number): Scanned | number {
  const tokens: string[] = [];
  const open: string[] = [];
  /** For each open bracket, how many tokens stand before the member that is being read. */
  const members: number[] = [];
  let expects: Expects = 'value';
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if ((char <= ' ' || char > '~') && /\s/.test(char)) {
      at += 1;
      continue;
    }
    const top = open.at(-1);
    if (char === '{' || char === '[') {
      if (!expects.startsWith('value') || open.length >= DEEPEST) return at;
      tokens.push(char);
      open.push(char === '{' ? '}' : ']');
      members.push(tokens.length);
      expects = char === '{' ? 'key-or-end' : 'value-or-end';
      at += 1;
    } else if (top === undefined) return at;
    else if (char === top) {
      if (!expects.endsWith('end')) return at;
      tokens.push(char);
      open.pop();
      members.pop();
      expects = 'comma-or-end';
      at += 1;
      if (open.length === 0) return parsed(tokens, at, true) ?? at;
    } else if (char === ',') {
      if (expects !== 'comma-or-end') return at;
      members[members.length - 1] = tokens.length;
      tokens.push(char);
      expects = top === '}' ? 'key' : 'value';
      at += 1;
    } else if (char === ':') {
      if (expects !== 'colon') return at;
      tokens.push(char);
      expects = 'value';
      at += 1;
    } else {
      const isText = char === '"' || char === "'";
      const isKey = expects.startsWith('key');
      if (!(isKey && isText) && !expects.startsWith('value')) return at;
      const token = isText ? scanText(text, at) : scanWord(text, at);
      if (token === 'cut') break;
      if (!token) return at;
      tokens.push(token.json);
      at = token.end;
      expects = isKey ? 'colon' : 'comma-or-end';
    }
  }
  if (open.length === 0) return at;
  // The member that is not finished goes, with the comma before it; a finished one stays.
  const kept = expects === 'comma-or-end' ? tokens : tokens.slice(0, members.at(-1));
  return parsed([...kept, ...open.reverse()], text.length, false) ?? at;
}

function parsed(tokens: readonly string[], end: number, whole: boolean): Scanned | undefined {
  try {
    return { value: JSON.parse(tokens.join('')) as Json, end, whole };
  } catch {
    return undefined;
  }
}

/** A text in either quotes, as JSON. `cut`: it does not end. */
function scanText(text: string, from: number): { json: string; end: number } | 'cut' | undefined {
  const quote = text[from];
  const parts: string[] = ['"'];
  let start = from + 1;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === quote) return { json: `${parts.join('')}${text.slice(start, at)}"`, end: at + 1 };
    if (char === '"') {
      parts.push(text.slice(start, at), '\\"');
      start = at + 1;
    } else if (char === '\n') return undefined;
    else if (char === '\\') {
      const next = text[at + 1];
      if (next === "'") parts.push(text.slice(start, at), "'");
      else if (next === 'x' && /^[\da-f]{2}$/i.test(text.slice(at + 2, at + 4)))
        parts.push(text.slice(start, at), `\\u00${text.slice(at + 2, at + 4)}`);
      else {
        at += 1;
        continue;
      }
      at += next === 'x' ? 3 : 1;
      start = at + 1;
    }
  }
  return 'cut';
}

/** A number, or one of the three words. `cut`: the text ends with it, so that it may go on. */
function scanWord(text: string, from: number): { json: string; end: number } | 'cut' | undefined {
  const pattern = /[\w.+-]{1,400}/y;
  pattern.lastIndex = from;
  const [word = ''] = pattern.exec(text) ?? [];
  const end = from + word.length;
  if (word !== '' && end === text.length) return 'cut';
  const json = Object.hasOwn(WORDS, word) ? WORDS[word] : NUMBER.test(word) ? word : undefined;
  return json === undefined ? undefined : { json, end };
}
