import { remembered } from '../../scripts/model/remembered.ts';
import { highlight } from './highlight.ts';
import { coloured } from './markup.ts';

/** More than the blocks of a page. */
const mostBlocks = 64;
/** So many kinds of lines that differ by a name alone: a few a service. */
const mostKinds = 1024;

const blocks = (most: number): ((block: string) => readonly string[]) =>
  remembered((block: string) => {
    const end = block.indexOf('\n');
    return highlight(block.slice(0, end), block.slice(end + 1)).map((tokens) => String(coloured(tokens)));
  }, most);
const lines = blocks(mostBlocks);
const kinds = blocks(mostKinds);

/** Stands for a name, and is made of what names are made of: letters, digits and lines below. */
const anyName = 'ANY_NAME_0';

const count = (text: string, part: string): number => text.split(part).length - 1;

/** Code with {@link anyName} wherever it has a name; undefined where the name may be more than a word in quotes or at the end of a path. */
function kindOf(code: string, name: string): string | undefined {
  const [first = '', ...others] = code.split(name);
  if (others.length === 0 || !/^[A-Za-z]{2}\w*$/.test(name) || code.includes(anyName)) return undefined;
  let before = first;
  for (const after of others) {
    if (!/["'/]$/.test(before) || !/^(?:["'\s]|$)/.test(after)) return undefined;
    before = after;
  }
  return [first, ...others].join(anyName);
}

/**
 * The lines of some code as markup, coloured by kind: once for all languages of a page.
 * @param name where the same code stands on many pages, what it has on each of them another name in place of. Then it is tokenised for all of
 * them at once: that of 10,000 codes takes a fifth of all rendering.
 */
export function colouredLines(language: string, code: string, name?: string): readonly string[] {
  const kind = name === undefined ? undefined : kindOf(code, name);
  if (name !== undefined && kind !== undefined) {
    const made = kinds(`${language}\n${kind}`);
    // A grammar that looks into the name has it in several pieces.
    if (made.reduce((sum, line) => sum + count(line, anyName), 0) === count(kind, anyName)) return made.map((line) => line.replaceAll(anyName, name));
  }
  return lines(`${language}\n${code}`);
}
