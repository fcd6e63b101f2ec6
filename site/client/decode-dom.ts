import { fill } from '../lib/phrase.ts';

/** What stands in an element: text is only ever text. */
export type Content = Node | string;

/** An element with its content. */
export function element(name: string, content: readonly Content[], style = ''): HTMLElement {
  const made = document.createElement(name);
  if (style !== '') made.className = style;
  made.append(...content);
  return made;
}

/** Longer values are shown cut: whoever pasted them has them. */
const LONGEST = 160;

/** A value as it was sent. Its direction is its own, so that it cannot turn what stands around it. */
export function code(value: string): HTMLElement {
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  const made = element('code', [short]);
  made.dir = 'auto';
  return made;
}

/** A sentence in which `{names}` are replaced, and what stands in backticks is code. Values that hold backticks stay what they are. */
export function phrase(text: string, values: Readonly<Record<string, string | number>> = {}): Content[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? code(fill(part, values)) : fill(part, values)));
}

/** Prose of the catalog: text and `code`. */
export function prose(text: string): Content[] {
  return phrase(text);
}
