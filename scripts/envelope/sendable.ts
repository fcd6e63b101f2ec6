import type { Lexicon } from './catalog.ts';
import type { Entry, Field, HoleNode, Node, ObjectNode, Occurrence } from './node.ts';
import { valueOf } from './occurrence.ts';
import { isFieldValue } from './project.ts';

interface Walk {
  readonly lexicon: Lexicon;
  readonly occurrence: Occurrence;
}

/**
 * True for an occurrence that `project` is sure to send, found in a third of its time: no message is made. False where that is in doubt, such as
 * for what holds sub-errors or goes through pipes: `project` decides then, and says what is wrong.
 *
 * @param entry one resolved message
 */
export function isSendable(entry: Entry, occurrence: Occurrence, lexicon: Lexicon): boolean {
  return occurrence.errors === undefined && entry.node.kind === 'object' && isSent(entry.node, { lexicon, occurrence });
}

function isSent(node: Node, walk: Walk): boolean {
  switch (node.kind) {
    case 'const':
      return true;
    case 'hole':
      return fills(node, walk, false);
    case 'text':
      for (const part of node.parts) if (typeof part !== 'string' && !fills(part, walk, true)) return false;
      return true;
    case 'alt': {
      const option = node.options[walk.occurrence.variant ?? 0] ?? node.options[0];
      return option !== undefined && isSent(option, walk);
    }
    case 'object':
      return isObjectSent(node, walk);
    case 'list':
      for (const item of node.items) if (!isSent(item.node, walk)) return false;
      return true;
    case 'each':
      // A list without sub-errors; one in the place of a value has nothing to be.
      return node.single !== true;
  }
}

/** True where the occurrence has what the hole takes. */
function fills(node: HoleNode, { occurrence, lexicon }: Walk, inText: boolean): boolean {
  if (node.pipes) return false;
  const value = valueOf(occurrence, node.ref);
  if (value === undefined) return node.fallback !== undefined;
  return lexicon.conforms(node.schema, value) && !(inText && value === '');
}

function isObjectSent(node: ObjectNode, walk: Walk): boolean {
  if (node.dynamic || node.tree) return false;
  for (const key in node.fields) {
    const field = node.fields[key];
    if (!field || isLeftOut(field, walk)) continue;
    if (!isSent(field.node, walk) || (node.caseless && !isHeader(field.node, walk))) return false;
  }
  return true;
}

function isLeftOut({ presence, needs }: Field, { occurrence }: Walk): boolean {
  if (presence === 'always' || !needs) return false;
  return needs.some((need) => need === 'errors' || valueOf(occurrence, need) === undefined);
}

/** True where each part of what is sent can be the value of a header by itself: then so can all of it. */
function isHeader(node: Node, { occurrence }: Walk): boolean {
  const parts = node.kind === 'text' ? node.parts : [node];
  return parts.every((part) => {
    if (typeof part === 'string') return isFieldValue(part);
    const value = part.kind === 'const' ? part.value : part.kind === 'hole' ? valueOf(occurrence, part.ref) : undefined;
    return typeof value === 'number' || (typeof value === 'string' && isFieldValue(value));
  });
}
