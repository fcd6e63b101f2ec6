import { isIndex, treeOf } from '../asked.ts';
import type { Asked } from '../asked.ts';
import { snake } from '../names.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { call, flat, list, marked, tuple } from './python-layout.ts';
import type { Block, Doc } from './python-layout.ts';

/** Characters that would end a line, hide or turn text about: they are written as escapes. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/gu;

function escape(char: string): string {
  const known: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = char.codePointAt(0) ?? 0;
  const hex = (length: number): string => code.toString(16).padStart(length, '0');
  return known[char] ?? (code < 0x100 ? `\\x${hex(2)}` : code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`);
}

/** Quotes as the formatter chooses them: double ones, unless that takes more escapes. */
function quoted(inner: string, plain: string): string {
  const count = (char: string): number => plain.split(char).length - 1;
  const quote = count('"') > count("'") ? "'" : '"';
  return quote + inner.replaceAll(quote, `\\${quote}`) + quote;
}

/** A string literal. */
export const text = (value: string): string => quoted(value.replaceAll(unseen, escape), value);

/** A literal of any scalar. */
export const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? text(value) : typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);

/** Names that snippets use themselves, as far as an operation or parameter may be called so. */
const taken = new Set(
  (
    'asyncio body connect data error_of event exec files float httpx is_done json list min msg none note os print quote random refresh_token report ' +
    'show sio socket socketio str text time token url websockets'
  ).split(' '),
);

/** A name in the way of Python; with an underscore behind it where a snippet uses it itself (PEP 8). */
export function name(words: string): string {
  const result = snake(words);
  return taken.has(result) ? `${result}_` : result;
}

export const functionName = (plan: Plan): string => name(plan.call.name);

/** A `case`: what stands in each of its places, tests that a pattern cannot say, and the keys that are known to hold objects. */
export interface Case {
  readonly patterns: readonly Doc[];
  readonly tests: readonly Doc[];
  readonly objects: ReadonlySet<string>;
}

/**
 * The patterns that recognise an error (PEP 634), one for each slot of the message.
 *
 * @param slots names of the slots, in the order of the subjects of `match`; a header is a slot of its own: `headers/Retry-After`
 */
export function caseOf(signs: readonly Sign[], slots: readonly string[]): Case {
  const tests: Doc[] = [];
  const objects = new Set<string>();
  let texts = 0;
  const pattern = (asked: Asked | undefined, at: string): Doc => {
    if (asked === undefined) return '_';
    if (asked instanceof Map) {
      const keys = [...asked.keys()];
      if (keys.every(isIndex)) {
        const most = Math.max(...keys.map(Number));
        return list(
          '[',
          [...Array.from({ length: most + 1 }, (_, index) => pattern(asked.get(String(index)), `${at}/${String(index)}`)), '*_'],
          ']',
        );
      }
      objects.add(at);
      return list(
        '{',
        keys.map((key) => prefixed(`${text(key)}: `, pattern(asked.get(key), `${at}/${key}`))),
        '}',
      );
    }
    const { sign } = asked;
    if ('equals' in sign) return literal(sign.equals);
    texts += 1;
    const variable = texts === 1 ? 'text' : `text${String(texts)}`;
    if (sign.starts !== '') tests.push(call(`${variable}.startswith(`, [text(sign.starts)]));
    if (sign.ends !== '') tests.push(call(`${variable}.endswith(`, [text(sign.ends)]));
    return `str(${variable})`;
  };
  const patterns = slots.map((slot) => {
    const steps = slot.split('/');
    const within = signs.filter(({ place }) => steps.every((step, at) => place[at] === step));
    return pattern(treeOf(within.map((sign) => ({ sign, place: sign.place.slice(steps.length) }))), slot);
  });
  return { patterns, tests, objects };
}

const prefixed = (before: string, doc: Doc): Doc => (typeof doc === 'string' ? before + doc : { ...doc, before: before + doc.before });

/**
 * `match` with one case of interest; whatever is something else is handed on.
 *
 * @param subjects what is looked at, one for each pattern
 * @param bound the name under which the case has the last subject, where it needs it
 * @param on what hands on something else; `leave` where the code after it would go on
 */
export function matching(
  subjects: readonly Doc[],
  { patterns, tests }: Case,
  bound: string | undefined,
  reaction: Block,
  on: { readonly pass: Block; readonly leave: Block },
): Block {
  const last = patterns.at(-1) ?? '_';
  const named: readonly Doc[] = bound === undefined ? patterns : [...patterns.slice(0, -1), as(last, bound)];
  const simple: Doc = tuple('case ', named, ':');
  const rest: Block = ['case _:', on.pass];
  const head: Doc = tuple('match ', subjects, ':');
  if (tests.length === 0) return [head, [marked(simple), reaction, ...rest]];
  const guard = tests.map(flat).join(' and ');
  const unmet: Block = tests.flatMap((test): Block => [marked(prefixed('if not ', suffixed(test, ':'))), on.leave]);
  return [
    head,
    [
      {
        fitting: [marked(flat(tuple('case ', named, ` if ${guard}:`)))],
        otherwise: [marked(simple), unmet],
      },
      reaction,
      ...rest,
    ],
  ];
}

/** A pattern that gives what it fits a name. */
export const as = (pattern: Doc, variable: string): Doc => (pattern === '_' ? variable : suffixed(pattern, ` as ${variable}`));

const suffixed = (doc: Doc, after: string): Doc => (typeof doc === 'string' ? doc + after : { ...doc, after: doc.after + after });

/**
 * What reads a place of a parsed message; None where there is nothing.
 *
 * @param root the variable
 * @param slot the slot that it holds, as in {@link caseOf}
 * @param otherwise what to take where there is nothing
 */
export function access(root: string, slot: string, place: Place, { objects }: Case, otherwise?: string): Doc {
  const key = place.at(-1);
  if (key === undefined) return root;
  let at = slot;
  const holder = place.slice(0, -1).reduce((code, step, index) => {
    at += `/${step}`;
    if (isIndex(step)) return `${code}[${step}]`;
    if (objects.has(at)) return `${code}[${text(step)}]`;
    return `(${code}.get(${text(step)}) or ${isIndex(place[index + 1] ?? '') ? '[{}]' : '{}'})`;
  }, root);
  if (isIndex(key)) return `${holder}[${key}]`;
  return call(`${holder}.get(`, [text(key), ...(otherwise === undefined ? [] : [otherwise])]);
}

/** Reads something from the message, with what to take where there is nothing. */
export type Read = (reading: Reading, otherwise?: string) => Doc;

/** The statement that waits before the next attempt. */
export function waits(wait: Wait, read: Read, sleep: string): Block {
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return [marked(`${sleep}(${String(wait.seconds)})`)];
    case 'told': {
      const told = read(wait.reading, String(wait.otherwise));
      const number = wait.reading.place[0] !== 'headers' && wait.reading.types.includes('number');
      return [marked(call(`${sleep}(`, [number ? told : call('float(', [told])]))];
    }
    case 'backoff': {
      const most = `min(${String(wait.cap)}, ${wait.first === 1 ? '' : `${String(wait.first)} * `}2**attempt)`;
      return [marked(`${sleep}(random.uniform(0, ${most}))`)];
    }
  }
}

/** Raises what names the code, what the message tells of this occurrence, and the id that support asks for. */
export function failure(plan: Plan, read: Read): Block {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  const said = [...details, ...(plan.trace ? [plan.trace] : [])].map((reading) => {
    const label = reading.name.replace(/^\w+\./, '');
    return { label, variable: name(label), reading };
  });
  if (said.length === 0) return [marked(call('raise RuntimeError(', [text(plan.code)]))];
  const braces = (value: string): string => value.replaceAll(/[{}]/g, '$&$&');
  const plain = plan.code + said.map(({ label }) => label).join('');
  const inner =
    braces(plan.code.replaceAll(unseen, escape)) +
    said.map(({ label, variable }) => `, ${braces(label.replaceAll(unseen, escape))} {${variable}}`).join('');
  return [
    ...said.map(({ variable, reading }) => prefixed(`${variable} = `, read(reading))),
    marked(call('raise RuntimeError(', [`f${quoted(inner, plain)}`])),
  ];
}

/** Shows the texts and actions to a person. */
export function shows(plan: Plan, read: Read): Block {
  const { actions } = plan;
  const texts = plan.texts.map((one) => ('place' in one ? read(one) : text(one.text)));
  const offered: Doc = actions === undefined ? '[]' : 'place' in actions ? read(actions) : list('[', actions.list.map(text), ']');
  return [marked(call('show(', [list('[', texts, ']'), offered]))];
}

/** Imports of the standard library, then those of packages, each in the order of isort. */
export function imports(standard: readonly (string | false)[], packages: readonly string[]): Block {
  const sorted = (lines: readonly (string | false)[]): string[] => {
    const known = lines.filter((line) => line !== false);
    const plain = known.filter((line) => line.startsWith('import ')).toSorted();
    return [...plain, ...known.filter((line) => line.startsWith('from ')).toSorted()];
  };
  const [own, others] = [sorted(standard), sorted(packages)];
  return [...own, ...(own.length > 0 && others.length > 0 ? [''] : []), ...others, ...(own.length + others.length > 0 ? ['', ''] : [])];
}

export const showType = 'show: Callable[[list[str], list[str]], None]';
export const noteType = 'note: Callable[[str], None]';
