import { jsonEqual } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { pipesFor } from './catalog.ts';
import { conforms } from './conforms.ts';
import type { Match, MatchContext } from './match-result.ts';
import type { HoleNode } from './node.ts';
import { unpipe } from './piping.ts';

/** Reads a value as the value of a reference: its pipes undone, valid under its schema. */
export function matchHole(node: HoleNode, value: Json, at: string, into: Match, context: MatchContext): void {
  if (node.fallback && jsonEqual(node.fallback.value, value)) {
    into.absent.push({ needs: [node.ref], pointer: at });
    return;
  }
  const read = node.pipes ? unpipe(value, pipesFor(context.lexicon, context.service, node.pipes), node.schema) : value;
  if (read !== undefined && conforms(node.schema, read)) into.binds.push({ ref: node.ref, value: read, pointer: at });
  else
    into.problems.push({
      pointer: at,
      kind: 'type',
      message: `${JSON.stringify(value)} is no valid \`${node.ref}\``,
      wanted: node.schema,
      got: value,
    });
}
