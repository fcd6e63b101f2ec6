import type { ThemeRegistrationRaw } from 'shiki/core';
import type { Kind } from './wire.ts';

/**
 * A theme whose colours are only marks: each stands for a kind of token, and the style sheet colours the kind.
 * So the pages carry one-letter classes, no inline styles, and one look in light and dark.
 */
const scopes: Record<Exclude<Kind, ''>, string[]> = {
  m: ['comment', 'punctuation.definition.comment'],
  s: ['string', 'punctuation.definition.string'],
  n: ['constant.numeric'],
  c: ['keyword', 'storage', 'constant.language', 'constant.character.escape', 'variable.language'],
  k: ['entity.name.function', 'support.function', 'entity.name.command', 'entity.name.type', 'support.class', 'support.type.property-name', 'entity.other.attribute-name', 'constant.other.option'],
};
const kinds = Object.keys(scopes) as Exclude<Kind, ''>[];
const mark = (kind: Exclude<Kind, ''>): string => `#00000${kinds.indexOf(kind) + 1}`;

export const shades: ThemeRegistrationRaw = {
  name: 'shades',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    ...kinds.map((kind) => ({ scope: scopes[kind], settings: { foreground: mark(kind) } })),
    { scope: ['keyword.operator', 'string variable', 'meta.template.expression'], settings: { foreground: '#000000' } },
  ],
};

const byMark = new Map(kinds.map((kind) => [mark(kind), kind]));

/** The kind of token that a mark stands for. */
export function kindOf(color: string | undefined): Kind {
  return byMark.get((color ?? '').toLowerCase()) ?? '';
}
