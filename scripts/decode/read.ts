import { longestPaste } from './longest.ts';
import type { Pasted } from './pasted.ts';
import { pasteWays } from './ways/index.ts';

/**
 * The messages in a text that somebody pasted, in order.
 *
 * @param text in any form; line ends of any kind
 * @returns none for a text without a message; `too-long` for one over {@link longestPaste}
 */
export function readPaste(text: string): Pasted[] | 'too-long' {
  if (text.length > longestPaste) return 'too-long';
  const normal = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  for (const way of pasteWays) {
    const found = way.read(normal);
    if (found && found.length > 0) return found;
  }
  return [];
}
