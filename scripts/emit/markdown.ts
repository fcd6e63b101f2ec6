/**
 * Markdown that comes from untrusted text. Names follow CommonMark 0.31; tables and autolinks follow GFM.
 * Whatever the catalog says stays text: never markup, HTML or a link.
 */

/** Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and control characters: shown by their number. */
const INVISIBLE = /[^\n\t\P{Cc}]|[\u2028-\u202e\u2066-\u2069]/gu;
/** What can begin markup inside a line: emphasis (not inside a word), links, HTML, entities, strikethrough, cells, formulas, emoji names. */
const MARKUP = /[\\`*[\]<|~$]|&(?=[#\w]+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[\w+-]+:)/gu;
/** What can begin a block at the start of a line: headings, quotes, lists, rules (CommonMark, sections 4 and 5). */
const BLOCK = /^(?:[#>+=-]|\d+(?=[.)]))/;
/** What GFM turns into a link by itself (GFM, section 6.9): addresses with a scheme, `www.`, and e-mail addresses. */
const AUTOLINK = /:\/\/|www\.|@|mailto:|xmpp:/i;

/** A first look at a text, without the rules of Unicode: nearly every text has nothing to replace, and to look is cheap. */
const MAY_BE_INVISIBLE = /[^\n\t -~\u00a0-\u2027\u202f-\u2065\u206a-\uffff]/;
const MAY_BE_MARKUP = /[\\`*[\]<|~$&_:]/;

function visible(text: string): string {
  if (!MAY_BE_INVISIBLE.test(text)) return text;
  return text.replaceAll(INVISIBLE, (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** One line of text. */
function oneLine(text: string): string {
  const line = visible(text);
  return /[^\S ]| {2}/.test(line) ? line.replaceAll(/\s+/g, ' ').trim() : line.trim();
}

/** Text as a code span (CommonMark, section 6.1), safe in a table cell too. */
export function code(text: string): string {
  const line = visible(text).replaceAll(/[\n\t]/g, ' ');
  if (line.trim() === '') return '` `';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : '';
  // A table splits cells before it reads code spans (GFM, section 4.10), and takes the backslash away again. Elsewhere it would show.
  return `${fence}${pad}${line}${pad}${fence}`;
}

function literal(text: string): string {
  if (!MAY_BE_MARKUP.test(text)) return text;
  // As an entity rather than `\<`: what reads Markdown with less care sees no tag either.
  return text.replaceAll(MARKUP, String.raw`\$&`).replaceAll(String.raw`\<`, '&lt;');
}

function plain(text: string): string {
  if (!AUTOLINK.test(text)) return literal(text);
  return text
    .split(' ')
    .map((word) => (AUTOLINK.test(word) ? code(word) : literal(word)))
    .join(' ');
}

/** Prose of the catalog on one line. Its only markup is `code` in backticks. */
export function prose(text: string): string {
  const parts = oneLine(text).split('`');
  // An odd number of backticks: the last one opens nothing.
  const open = parts.length % 2 === 0 ? parts.splice(-2).join('`') : undefined;
  if (open !== undefined) parts.push(open);
  const line = parts.map((part, at) => (at % 2 === 0 ? plain(part) : part === '' ? '\\`\\`' : code(part))).join('');
  return line.replace(BLOCK, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Prose of several paragraphs, separated by an empty line. */
export function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(prose)
    .filter(Boolean)
    .join('\n\n');
}

/** A fenced block (CommonMark, section 4.5). The text stands as it is; the fence is longer than any in it. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
  const bar = '`'.repeat(longest + 1);
  return `${bar}${language}\n${text.replaceAll(INVISIBLE, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)}\n${bar}`;
}

/** A table (GFM, section 4.10) of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bar that is escaped already (in prose) has its backslash; the others stand in code spans.
  const cell = (text: string) => (text === '' ? ' ' : !text.includes('|') ? text : text.replaceAll(/(?<!\\)\|/g, String.raw`\|`));
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** A link to an address of our own: of an output file or page. */
export function link(text: string, address: string): string {
  const safe = encodeURI(address).replaceAll(/[<>\\]/g, encodeURIComponent);
  return `[${text}](${/[()]/.test(safe) ? `<${safe}>` : safe})`;
}

/** A list item; further lines are indented so that they belong to it. */
export function item(marker: string, text: string): string {
  return `${marker} ${text.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(marker.length + 1)}`)}`;
}
