import type { Line } from '../lines.ts';

/** Columns that ruff and Black fill by default, and what they indent by. */
const [COLUMNS, STEP] = [88, 4];

/** Something between brackets that may be broken over lines: what precedes it with the bracket, what stands inside, what follows. */
export interface Group {
  readonly kind: 'call' | 'list' | 'def' | 'tuple';
  readonly before: string;
  readonly items: readonly Doc[];
  readonly after: string;
}

/** A statement, or a part of one. */
export type Doc = string | Group;

/** Of two ways to say the same: the first where all its lines fit, else the second. */
interface Either {
  readonly fitting: Block;
  readonly otherwise: Block;
}

/** Statements; an array within is the block that belongs to the statement before it. `fact` marks what carries facts of the error. */
export type Block = readonly (Doc | { readonly fact: Doc } | Either | Block)[];

export const call = (before: string, items: readonly Doc[], after = ')'): Group => ({ kind: 'call', before, items, after });
export const list = (before: string, items: readonly Doc[], after: string): Group => ({ kind: 'list', before, items, after });
/** A list without brackets, as after `match` and `case`; it gets some where it does not fit. */
export const tuple = (before: string, items: readonly Doc[], after: string): Group => ({ kind: 'tuple', before, items, after });
export const marked = (doc: Doc): { readonly fact: Doc } => ({ fact: doc });

/** The text on one line. */
export const flat = (doc: Doc): string => (typeof doc === 'string' ? doc : doc.before + doc.items.map(flat).join(', ') + doc.after);

/** Columns that a text takes: wide characters take two, marks that combine none. */
function columns(text: string): number {
  const wide =
    text.match(/[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g)?.length ?? 0;
  const astral = text.match(/[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/gu)?.length ?? 0;
  return [...text.replaceAll(/\p{M}/gu, '')].length + wide + astral;
}

const fits = (line: string): boolean => columns(line) <= COLUMNS;

/** Statements as the formatter sets them. */
export function layout(block: Block, depth = 0): Line[] {
  const pad = ' '.repeat(depth * STEP);
  return block.flatMap((part): Line[] => {
    if (typeof part === 'string') return [part === '' ? '' : pad + part];
    if ('fact' in part) return set(part.fact, pad).map((line) => ({ fact: line }));
    if ('fitting' in part) {
      const first = layout(part.fitting, depth);
      return first.every((line) => fits(typeof line === 'string' ? line : line.fact)) ? first : layout(part.otherwise, depth);
    }
    return 'kind' in part ? set(part, pad) : layout(part, depth + 1);
  });
}

/** One statement, broken where it does not fit: brackets first, then one item a line, then within the items. */
function set(doc: Doc, pad: string, end = ''): string[] {
  const whole = pad + flat(doc) + end;
  if (typeof doc === 'string' || fits(whole)) return [whole];
  if (doc.kind === 'tuple') return setTuple(doc, pad, end);
  const inner = pad + ' '.repeat(STEP);
  const [only] = doc.items;
  if (only === undefined) return [whole];
  const close = pad + doc.after + end;
  if (doc.kind !== 'list' && doc.items.length > 1) {
    const body = inner + doc.items.map(flat).join(', ');
    if (fits(body)) return [pad + doc.before, body, close];
  }
  const comma = doc.items.length > 1 || doc.kind === 'def' ? ',' : '';
  return [pad + doc.before, ...doc.items.flatMap((item) => set(item, inner, comma)), close];
}

/** A last item with brackets is broken in its place as long as what precedes it fits; else everything gets brackets of its own. */
function setTuple({ before, items, after }: Group, pad: string, end: string): string[] {
  const last = items.at(-1);
  const others = items
    .slice(0, -1)
    .map((item) => `${flat(item)}, `)
    .join('');
  if (last !== undefined && typeof last !== 'string' && fits(pad + before + others + last.before))
    return set({ ...last, before: before + others + last.before, after: last.after + after }, pad, end);
  if (last !== undefined && items.length === 1) return set(typeof last === 'string' ? before + last + after : last, pad, end);
  return set(list(`${before}(`, items, `)${after}`), pad, end);
}
