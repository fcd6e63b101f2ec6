import type { CompiledCode, Parameter, Texts } from '../compile/types.ts';
import type { Kind } from './format.ts';
import { wordsOf } from './words.ts';

/** Words that stand together in one text of a code, whatever its parameters are. */
export interface Phrase {
  kind: Kind;
  words: string[];
  /** It has no parameters: these are all its words. */
  whole: boolean;
}

/** A word that touches a hole is one with the value that stands there, unless letters meet digits. */
function trim(literal: string, before: Parameter | undefined, after: Parameter | undefined): string {
  const glued = (parameter: Parameter | undefined): RegExp =>
    parameter?.schema['type'] === 'integer' || parameter?.schema['type'] === 'number' ? /\p{N}/u : /[\p{L}\p{N}]/u;
  let text = literal;
  if (before && glued(before).test(text.slice(0, 1))) text = text.replace(/^[\p{L}\p{N}]+/u, '');
  if (after && glued(after).test(text.slice(-1))) text = text.replace(/[\p{L}\p{N}]+$/u, '');
  return text;
}

/** The words of a message template that every message has: those of its literal parts. Only declared parameters are holes. */
function literalWords(template: string, params: readonly Parameter[]): string[] {
  const parts = template.split(/\{([^{}]*)\}/u);
  const hole = (at: number): Parameter | undefined => params.find(({ name }) => name === parts[at]);
  const literals = parts.map((part, at) => {
    if (at % 2 === 0) return trim(part, hole(at - 1), hole(at + 1));
    return hole(at) ? ' ' : `{${part}}`;
  });
  return wordsOf(literals.join(''));
}

function hasHole(template: string, params: readonly Parameter[]): boolean {
  return params.some(({ name }) => template.includes(`{${name}}`));
}

/** Backticks are the markup of localised texts. */
const all = (texts: Texts | undefined): string[] => Object.values(texts ?? {}).map((text) => text.replaceAll('`', ''));

/** Everything of a code that a reader may paste in whole: wire messages and end-user texts in every locale, and titles. */
export function phrasesOf(code: CompiledCode): Phrase[] {
  const phrase =
    (kind: Kind) =>
    (text: string): Phrase => ({ kind, words: literalWords(text, code.params), whole: !hasHole(text, code.params) });
  const phrases = [
    ...code.message.map(({ template }) => template).map(phrase('message')),
    ...Object.values(code.texts).flatMap(all).map(phrase('text')),
    ...all(code.title).map(phrase('title')),
  ];
  return phrases.filter(({ words }) => words.length > 0);
}
