import type { CompiledCode } from '../compile/types.ts';
import { distance } from '../model/nearest.ts';
import { fromPointer } from '../model/json.ts';

/** A way of asking for a code, made from the code's own facts. */
export interface QueryKind {
  name: string;
  /** What somebody types who looks for this code; none where it has no such fact. */
  ask(code: CompiledCode): string | undefined;
  /** A code that such a query may as well mean. */
  fits(code: CompiledCode, query: string): boolean;
}

// The oracle is written apart from the search: slow, and from the facts only.
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
const namesOf = ({ code, id, lifecycle }: CompiledCode): string[] => [code, id, ...lifecycle.formerly];
const partsOf = (name: string): string[] =>
  name.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u).filter((part) => part !== '');
const isNamed = (code: CompiledCode, query: string): boolean => namesOf(code).some((name) => bare(name) === bare(query));
const begins = (code: CompiledCode, query: string): boolean => namesOf(code).some((name) => bare(name).startsWith(bare(query)));
const hasPart = (code: CompiledCode, query: string): boolean =>
  namesOf(code).some((name) => partsOf(name).some((part) => bare(part).startsWith(bare(query))));
const headersOf = (code: CompiledCode): string[] =>
  code.messages
    .flatMap(({ fields }) => fields.map(({ pointer }) => fromPointer(pointer)))
    .flatMap(([slot, name]) => (slot === 'headers' && name !== undefined ? [name] : []));
const filled = (template: string): string => template.replaceAll(/\{[^{}]*\}/g, 'zq 7');
const near = (code: CompiledCode, query: string): boolean => namesOf(code).some((name) => distance(bare(name), bare(query)) <= 1);

/** All that a reader may paste in whole. */
function wordings(code: CompiledCode): string[] {
  return [
    ...code.message.map(({ template }) => template),
    ...[code.title, ...Object.values(code.texts)].flatMap((texts) => Object.values(texts)),
  ];
}

/** Each literal part of the template stands in the text, in order. */
function covers(template: string, text: string): boolean {
  let rest = bare(text);
  return template.split(/\{[^{}]*\}/).every((literal) => {
    const at = rest.indexOf(bare(literal));
    rest = rest.slice(Math.max(0, at) + bare(literal).length);
    return at >= 0;
  });
}
const isWorded = (code: CompiledCode, query: string): boolean => wordings(code).some((text) => bare(text) !== '' && covers(text, query));
/** Enough of its own words that it can be told from a value. */
const literal = (template: string): boolean => (template.replaceAll(/\{[^{}]*\}/g, ' ').match(/\p{L}{2,}/gu)?.length ?? 0) > 1;

/** One letter of the name wrong, in the middle of its longest part of letters. */
function misprint(name: string, change: (letters: string) => string): string | undefined {
  const part = partsOf(name)
    .filter((one) => /^\p{L}+$/u.test(one))
    .sort((one, two) => two.length - one.length)[0];
  if (part === undefined || part.length < 5) return undefined;
  const half = Math.floor(part.length / 2);
  const wrong = part.slice(0, half - 1) + change(part.slice(half - 1, half + 1)) + part.slice(half + 1);
  return wrong === part ? undefined : name.replace(part, wrong);
}
const misprinted = (name: string, change: (letters: string) => string): QueryKind => ({
  name,
  ask: ({ code }) => misprint(code, change),
  fits: (code, query) => near(code, query) || begins(code, query),
});
const spelled = (name: string, spell: (code: string) => string): QueryKind => ({ name, ask: ({ code }) => spell(code), fits: isNamed });

export const queryKinds: readonly QueryKind[] = [
  spelled('the code', (code) => code),
  spelled('in small letters with hyphens', (code) => code.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')),
  spelled('with spaces', (code) => code.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')),
  spelled('without separators', (code) => code.replaceAll(/[^\p{L}\p{N}]+/gu, '')),
  { name: 'an old name', ask: ({ lifecycle }) => lifecycle.formerly[0], fits: isNamed },
  {
    name: 'a prefix',
    ask: ({ code }) => (code.length < 5 ? undefined : code.slice(0, Math.ceil(code.length * 0.7))),
    fits: (code, query) => begins(code, query) || hasPart(code, query),
  },
  {
    name: 'a part',
    ask: ({ code }) =>
      partsOf(code)
        .findLast((part) => /^\p{L}{4,}$/u.test(part))
        ?.toLowerCase(),
    fits: (code, query) => begins(code, query) || hasPart(code, query),
  },
  misprinted('a letter missing', (letters) => letters.slice(0, 1)),
  misprinted('a letter too many', (letters) => `${letters.slice(0, 1)}x${letters.slice(1)}`),
  misprinted('a wrong letter', (letters) => `${letters.slice(0, 1)}q`),
  misprinted('two letters swapped', (letters) => `${letters.slice(1)}${letters.slice(0, 1)}`),
  {
    name: 'a status',
    ask: ({ status }) => (status[0] === undefined ? undefined : String(status[0])),
    fits: (code, query) => code.status.includes(Number(query)) || isNamed(code, query),
  },
  {
    name: 'a header',
    ask: (code) => headersOf(code).at(-1),
    fits: (code, query) => headersOf(code).some((name) => bare(name) === bare(query)),
  },
  {
    name: 'a message, filled in',
    ask: ({ message }) => {
      const template = message.at(-1)?.template;
      return template === undefined || !literal(template) ? undefined : filled(template);
    },
    fits: isWorded,
  },
  {
    name: 'a text for end users in the last locale',
    ask: ({ texts }) => {
      const text = Object.values(texts).at(-1);
      const last = text && Object.values(text).at(-1);
      return last === undefined || !literal(last) ? undefined : filled(last);
    },
    fits: isWorded,
  },
  {
    name: 'a title in the last locale',
    ask: ({ title }) => Object.values(title).at(-1)?.replaceAll('`', ''),
    fits: (code, query) => isWorded(code, query) || isNamed(code, query),
  },
];
