import { marksOf } from '../envelope/index-entries.ts';
import type { Mark } from '../envelope/index-entries.ts';
import type { TextNode } from '../envelope/node.ts';
import { jsonEqual } from '../model/json.ts';
import type { CompiledCode, CompiledMessage, CompiledService, Difference } from './types.ts';

/** A code with the service that knows its envelopes. */
interface Owned {
  service: CompiledService;
  code: CompiledCode;
}

interface Found {
  difference: Difference;
  /** Lower is better. */
  rank: number;
}

/**
 * The one place to look at to tell two codes apart: in messages of one transport, where both always hold a constant, and not the
 * same. First where the envelope has its code; then the status; then any other constant; then the wording. Undefined where the
 * two never share a transport or nothing fixed differs.
 */
export function differenceOf(one: Owned, other: Owned): Difference | undefined {
  const pairs = one.code.messages.flatMap((mine) =>
    other.code.messages.filter(({ transport }) => transport === mine.transport).map((theirs) => ({ mine, theirs })),
  );
  const isSame = ({ mine, theirs }: (typeof pairs)[number]): boolean => one.service === other.service && mine.envelope === theirs.envelope;
  const pointerOf = ({ envelope }: CompiledMessage): string | undefined =>
    one.service.envelopes.find(({ name }) => name === envelope)?.discriminator?.pointer;
  // Other envelopes are looked at only where the same one tells nothing: every page of a code asks for up to four codes.
  return (
    bestOf(pairs.filter(isSame).map(({ mine, theirs }) => differences(mine, theirs, pointerOf(mine)))) ??
    bestOf(pairs.filter((pair) => !isSame(pair)).map(({ mine, theirs }) => differences(mine, theirs, undefined)))
  );
}

/** The difference of the lowest rank; the first of them. */
function bestOf(all: Iterable<Iterable<Found>>): Difference | undefined {
  let best: Found | undefined;
  for (const some of all) {
    for (const found of some) {
      if (found.rank === 0) return found.difference;
      if (best === undefined || found.rank < best.rank) best = found;
    }
  }
  return best?.difference;
}

function* differences(one: CompiledMessage, other: CompiledMessage, discriminator: string | undefined): Iterable<Found> {
  const theirs = new Map(marksOf(other.node).map((mark) => [mark.at, mark]));
  const old = new Set(one.fields.filter(({ deprecated }) => deprecated !== undefined).map(({ pointer }) => pointer));
  for (const mark of marksOf(one.node)) {
    const match = theirs.get(mark.at);
    if (!mark.always || match?.always !== true || old.has(mark.pointer)) continue;
    const [here, there] = [shown(mark), shown(match)];
    if (jsonEqual(here, there)) continue;
    yield { difference: { pointer: mark.pointer, here, there }, rank: rankOf(mark, match, discriminator) };
  }
}

function rankOf(mark: Mark, other: Mark, discriminator: string | undefined): number {
  if (mark.text !== undefined || other.text !== undefined) return 5;
  if (mark.pointer === discriminator) return 0;
  if (mark.of === 'code' && other.of === 'code') return 1;
  if (mark.pointer === '/status') return 2;
  return mark.of === 'message' ? 4 : 3;
}

/** A constant as it is; a text with the names of its parameters in braces, as authors write it. */
function shown({ value, text }: Mark): Difference['here'] {
  return text === undefined ? (value ?? null) : wordingOf(text);
}

function wordingOf({ parts }: TextNode): string {
  return parts.map((part) => (typeof part === 'string' ? part : `{${part.ref.slice(part.ref.indexOf('.') + 1)}}`)).join('');
}
