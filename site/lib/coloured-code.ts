import { highlight } from './highlight.ts';
import { coloured } from './markup.ts';
import { remembered } from './remembered.ts';

const lines = remembered((block: string) => {
  const end = block.indexOf('\n');
  return highlight(block.slice(0, end), block.slice(end + 1)).map((tokens) => String(coloured(tokens)));
});

/** The lines of some code as markup, coloured by kind: once for all languages of a page. */
export function colouredLines(language: string, code: string): readonly string[] {
  return lines(`${language}\n${code}`);
}
