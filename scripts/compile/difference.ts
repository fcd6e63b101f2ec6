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
  let best: Found | undefined;
  for (const mine of one.code.messages) {
    for (const theirs of other.code.messages) {
      if (mine.transport !== theirs.transport) continue;
      const same = one.service === other.service && mine.envelope === theirs.envelope;
      const pointer = same ? one.service.envelopes.find(({ name }) => name === mine.envelope)?.discriminator?.pointer : undefined;
      for (const found of differences(mine, theirs, pointer)) {
        const rank = found.rank + (same ? 0 : ranks);
        if (best === undefined || rank < best.rank) best = { ...found, rank };
      }
    }
  }
  return best?.difference;
}

const ranks = 10;

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
