import { jsonEqual } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Match, MatchContext } from './match-result.ts';
import type { Problem, SubOccurrence } from './node.ts';
import { readText } from './text.ts';
import type { Reading } from './text.ts';

/** What a message says, brought together: one value for each reference, and where that is not possible. */
export interface Solution {
  values: Map<string, Json>;
  errors: SubOccurrence[];
  problems: Problem[];
  /** Texts that can be read in several ways: their place, and the values that stay open. */
  ambiguous: { pointer: string; refs: string[] }[];
}

/** Readings of one text that are tried when texts must be read together, and combinations in all. */
const MOST_READINGS = 64;
const MOST_COMBINATIONS = 4096;

type Text = Match['texts'][number];

/**
 * Brings the values of all places together. Whole values first; then texts, with known values as literals, those that read in one way
 * binding the next, to a fixpoint; what is left is searched together, and flagged where several readings remain.
 */
export function solve(match: Match, context: MatchContext): Solution {
  const problems = [...match.problems];
  const values = new Map<string, Json>();
  const where = new Map<string, string>();
  for (const { ref, value, pointer } of match.binds) {
    const known = values.get(ref);
    if (known === undefined) {
      values.set(ref, value);
      where.set(ref, pointer);
    } else if (!jsonEqual(known, value)) problems.push(conflict(ref, pointer, value, where.get(ref) ?? '', known));
  }

  const read = (text: Text, bound: ReadonlyMap<string, Json>, most: number) =>
    readText(text.node, text.text, bound, context.lexicon, context.service, most);
  const bind = (text: Text, reading: Reading): void => {
    for (const [ref, value] of reading) {
      if (values.has(ref)) continue;
      values.set(ref, value);
      where.set(ref, text.pointer);
    }
  };

  let open = match.texts;
  for (let progress = true; progress && open.length > 0;) {
    progress = false;
    const still: Text[] = [];
    for (const text of open) {
      const { readings, exhausted } = read(text, values, 2);
      const [first] = readings;
      if (readings.length === 1 && first && !exhausted) {
        bind(text, first);
        progress = true;
      } else if (readings.length === 0 && !exhausted) {
        problems.push(unreadable(text, values, where, context));
        progress = true;
      } else still.push(text);
    }
    open = still;
  }

  const ambiguous: Solution['ambiguous'] = match.ambiguous.map((pointer) => ({ pointer, refs: [] }));
  if (open.length > 0) {
    const { solutions, complete } = combine(open, values, read);
    const [first, second] = solutions;
    if (first) for (const text of open) bind(text, first);
    if (!first && complete)
      problems.push({
        pointer: open[0]?.pointer ?? '',
        kind: 'text',
        message: 'no reading of the texts fits all of them',
        got: open[0]?.text ?? null,
      });
    if (second || !complete) {
      for (const text of open) {
        const refs = text.node.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.ref]));
        ambiguous.push({ pointer: text.pointer, refs: [...new Set(refs)] });
      }
    }
  }

  const errors = subErrors(match, problems);
  for (const { needs, pointer, envelopes } of match.absent) {
    const held = errors.some(({ envelope }) => envelopes === undefined || envelope === undefined || envelopes.includes(envelope));
    const there = needs.every((need) => (need === 'errors' ? held : values.has(need)));
    if (!there || needs.length === 0) continue;
    const other = needs.map((need) => where.get(need)).find((place) => place !== undefined);
    problems.push({
      pointer,
      kind: 'missing',
      message: `is missing, although \`${needs.join('`, `')}\` ${needs.length > 1 ? 'are' : 'is'} there`,
      ...(other === undefined ? {} : { other }),
    });
  }
  return { values, errors, problems, ambiguous };
}

function conflict(ref: string, pointer: string, value: Json, other: string, known: Json): Problem {
  return {
    pointer,
    kind: 'conflict',
    message: `is ${JSON.stringify(value)}, but must repeat ${JSON.stringify(known)} (\`${ref}\`)`,
    wanted: known,
    got: value,
    other,
  };
}

/** A text that does not fit: because its words differ, or because a value in it differs from another place. */
function unreadable(text: Text, values: ReadonlyMap<string, Json>, where: ReadonlyMap<string, string>, context: MatchContext): Problem {
  const [free] = readText(text.node, text.text, new Map(), context.lexicon, context.service, 1).readings;
  const ref = free && [...free.keys()].find((key) => values.has(key) && !jsonEqual(values.get(key), free.get(key)));
  if (free && ref !== undefined) return conflict(ref, text.pointer, free.get(ref) ?? null, where.get(ref) ?? '', values.get(ref) ?? null);
  const wanted = text.node.parts.map((part) => (typeof part === 'string' ? part : `{${part.ref.replace(/^params\./, '')}}`)).join('');
  return {
    pointer: text.pointer,
    kind: 'text',
    message: `should read ${JSON.stringify(wanted)}, and is ${JSON.stringify(text.text)}`,
    wanted,
    got: text.text,
  };
}

/** Reads several texts together: at most two solutions, within bounds. */
function combine(
  texts: readonly Text[],
  values: ReadonlyMap<string, Json>,
  read: (text: Text, bound: ReadonlyMap<string, Json>, most: number) => { readings: Reading[]; exhausted: boolean },
): { solutions: Reading[]; complete: boolean } {
  const solutions: Reading[] = [];
  let tried = 0;
  let complete = true;
  const from = (at: number, found: ReadonlyMap<string, Json>): void => {
    const text = texts[at];
    if (!text) {
      if (!solutions.some((other) => sameReading(other, found))) solutions.push(found);
      return;
    }
    const { readings, exhausted } = read(text, found, MOST_READINGS);
    if (exhausted || readings.length >= MOST_READINGS) complete = false;
    for (const reading of readings) {
      tried += 1;
      if (tried > MOST_COMBINATIONS) complete = false;
      if (solutions.length >= 2 || tried > MOST_COMBINATIONS) return;
      from(at + 1, new Map([...found, ...reading]));
    }
  };
  from(0, values);
  return { solutions, complete };
}

function sameReading(left: Reading, right: Reading): boolean {
  return left.size === right.size && [...left].every(([ref, value]) => jsonEqual(value, right.get(ref)));
}

/** Sub-errors of all lists, in order. Lists of the same envelopes show the same errors; only a tree says where each belongs. */
function subErrors(match: Match, problems: Problem[]): SubOccurrence[] {
  const lists = new Map<string, Match['errors'][number]>();
  for (const list of match.errors) {
    const known = lists.get(list.list);
    if (known && !sameErrors(known, list))
      problems.push({ pointer: list.pointer, kind: 'conflict', message: 'must repeat the same errors', other: known.pointer });
    if (!known || (list.tree && !known.tree)) lists.set(list.list, list);
  }
  return [...lists.values()].flatMap((list) => list.items);
}

function sameErrors(one: Match['errors'][number], two: Match['errors'][number]): boolean {
  if (!one.tree && !two.tree) return jsonEqual(one.items, two.items);
  const both = one.tree && two.tree;
  const plain = ({ at, ...error }: SubOccurrence): SubOccurrence => (both && at ? { ...error, at } : error);
  const rest = two.items.map(plain);
  return (
    one.items.length === rest.length &&
    one.items.map(plain).every((error) => {
      const found = rest.findIndex((other) => jsonEqual(error, other));
      if (found >= 0) rest.splice(found, 1);
      return found >= 0;
    })
  );
}
