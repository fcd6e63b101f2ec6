import { call, layout } from '../clients/python-layout.ts';
import type { Block, Doc } from '../clients/python-layout.ts';
import { literal, text } from '../clients/python.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message. */
  readonly at: (place: Place) => Doc;
  /** Parameters that hold the message, with their types: `['error: Any']`. */
  readonly message: readonly string[];
  /** Everything that waits is awaited. */
  readonly later: boolean;
  readonly standard: readonly string[];
  readonly packages: readonly string[];
}

/** Expression for a place below a variable, by the function `at` of the file. */
export const below = (root: string, place: Place): Doc =>
  place.length === 0 ? root : call('at(', [root, ...place.map((step) => (/^\d+$/.test(step) ? step : text(step)))]);

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

export const flatOf = (doc: Doc): string => (typeof doc === 'string' ? doc : doc.before + doc.items.map(flatOf).join(', ') + doc.after);

export const suffixed = (doc: Doc, before: string, after = ''): Doc =>
  typeof doc === 'string' ? before + doc + after : { ...doc, before: before + doc.before, after: doc.after + after };

/** All conditions on one line where they fit; else one within the other. */
export function condition(all: readonly Test[], then: Block): Block {
  const whole = all.map((test) => ('left' in test ? `${test.left} == ${test.right}` : flatOf(test).slice(3, -1))).join(' and ');
  return [{ fitting: [`if ${whole}:`, then], otherwise: nested(all, then) }];
}

function nested([first, ...others]: readonly Test[], then: Block): Block {
  if (first === undefined) return then;
  const inner = nested(others, then);
  if (!('left' in first)) return [first, inner];
  const whole = `${first.left} == ${first.right}`;
  const broken: Block = [first.left, `== ${first.right}`];
  return [{ fitting: [`if ${whole}:`], otherwise: [{ fitting: ['if (', [whole], '):'], otherwise: ['if (', broken, '):'] }] }, inner];
}

/** An `if` with a call, or two sides that must be equal. */
type Test = ReturnType<typeof call> | { readonly left: string; readonly right: string };

export function tests(sign: Sign, at: Ways['at']): Test {
  const value = at(sign.place);
  if ('equals' in sign) return { left: flatOf(value), right: literal(sign.equals) };
  return call('if fits(', [value, text(sign.starts), ...when(sign.ends !== '', text(sign.ends))], '):');
}

/** Words of a block, to see what it uses. */
export const words = (block: Block): string =>
  layout(block)
    .map((line) => (typeof line === 'string' ? line : line.fact))
    .join('\n');

export const nameIn = (parameter: string): string => parameter.replace(/:.*$/, '');

export const used = (parameters: readonly string[], block: Block): string[] =>
  parameters.filter((one) => new RegExp(`(?<![\\w."'])${nameIn(one)}(?![\\w"'])`).test(words(block)));
