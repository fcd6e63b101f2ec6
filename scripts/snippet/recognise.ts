import type { CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import type { Field, HoleNode, Node, ObjectNode, TextNode } from '../envelope/node.ts';
import { textsMeet } from '../envelope/texts-meet.ts';
import { jsonEqual } from '../model/json.ts';
import type { Place, Plan, Recognition, Sign } from './types.ts';
import { passes } from './value.ts';

/** A message of a code, with the statuses that the code can have. */
export interface Sent {
  readonly code: CompiledCode;
  readonly message: CompiledMessage;
}

/** All messages of a service that come over a transport, those inside other messages excepted. */
export function sentOver(service: CompiledService, transport: CompiledMessage['transport']): Sent[] {
  return service.codes.flatMap((code) =>
    code.messages.filter((message) => message.transport === transport).map((message) => ({ code, message })),
  );
}

/**
 * The fewest tests that tell a message from all others of the service on the same transport. Of equally good ones: the status first, for it
 * costs nothing to look at, then the place of the code, then other constants, then wordings.
 *
 * @param sent the message to recognise
 * @param others all messages of the transport, `sent` among them
 */
export function recognise(sent: Sent, others: readonly Sent[], discriminator: string | undefined): Recognition {
  const candidates = signsOf(sent, discriminator);
  const status = candidates.filter(({ place }) => place[0] === 'status');
  let left = others.filter(({ code }) => code.id !== sent.code.id);
  const signs: Sign[] = [...status];
  left = left.filter((other) => !signs.some((sign) => excludes(sign, other)));
  // Where a code is sent it is asked for, even if another field would do: it is what readers look for.
  const code = candidates.find((sign) => `/${sign.place.join('/')}` === discriminator);
  if (code && !signs.includes(code)) {
    signs.push(code);
    left = left.filter((other) => !excludes(code, other));
  }
  // A success has the same status: something must tell that this is none.
  const lonely = status.some((sign) => 'equals' in sign && Number(sign.equals) < 300);
  while (left.length > 0 || signs.length === (lonely ? status.length : 0)) {
    const ranked = candidates
      .filter((sign) => !signs.includes(sign))
      .map((sign) => ({ sign, gone: left.filter((other) => excludes(sign, other)).length }));
    const best = ranked.reduce<(typeof ranked)[number] | undefined>(
      (one, two) => (one === undefined || two.gone > one.gone ? two : one),
      undefined,
    );
    if (!best || (best.gone === 0 && signs.length > (lonely ? status.length : 0))) break;
    signs.push(best.sign);
    left = left.filter((other) => !excludes(best.sign, other));
  }
  const strangers = examplesOf(others.filter((other) => other.code.id !== sent.code.id));
  const tells = (some: readonly Sign[]): boolean =>
    some.some(({ place }) => place[0] !== 'status') && strangers.every((example) => some.some((sign) => !passes(sign, example)));
  const redundant = signs.filter((sign) => left.length === 0 && tells(signs.filter((one) => one !== sign)));
  return { signs, sure: left.length === 0, ...(redundant.length > 0 && { redundant }) };
}

/** Of the messages that the signs keep out, the one that passes most of them; beginning and end of a text count as two. */
export function neighbourOf({ signs, sure }: Recognition, sent: Sent, others: readonly Sent[]): Sent | undefined {
  if (!sure) return undefined;
  const tests = signs.flatMap((sign): Sign[] =>
    'equals' in sign || sign.starts === '' || sign.ends === ''
      ? [sign]
      : [
          { ...sign, ends: '' },
          { ...sign, starts: '' },
        ],
  );
  const likeness = (other: Sent): number => {
    const [example = {}] = examplesOf([other]);
    return tests.filter((sign) => passes(sign, example)).length;
  };
  return others
    .filter(({ code, message }) => code.id !== sent.code.id && message.within === undefined)
    .reduce<Sent | undefined>((best, other) => (best === undefined || likeness(other) > likeness(best) ? other : best), undefined);
}

/** What the catalog shows of messages. */
const examplesOf = (some: readonly Sent[]): Plan['example'][] => some.flatMap(({ message }) => message.examples.map((one) => one.message));

/** Everything in a message that is the same in all of its occurrences, the most telling first. */
export function signsOf({ code, message }: Sent, discriminator: string | undefined): Sign[] {
  const signs: Sign[] = [];
  walk(message.node, [], (node, place) => {
    if (place.length === 0) return;
    if (node.kind === 'const' && (typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'))
      signs.push({ place, equals: node.value });
    if (node.kind === 'text') {
      const [first, last] = [node.parts[0], node.parts.at(-1)];
      const [starts, ends] = [typeof first === 'string' ? first : '', typeof last === 'string' && node.parts.length > 1 ? last : ''];
      if (starts !== '' || ends !== '') signs.push({ place, starts, ends });
    }
  });
  const described = new Map(message.fields.map((field) => [field.pointer, field.of]));
  const rank = ({ place }: Sign): number => {
    const pointer = `/${place.join('/')}`;
    if (place[0] === 'status') return 0;
    if (pointer === discriminator || described.get(pointer) === 'code') return 1;
    if (place[0] === 'event') return 2;
    return code.wording !== 'exact' && described.get(pointer) === 'message' ? 5 : described.get(pointer) === 'message' ? 4 : 3;
  };
  return signs.filter((sign) => rank(sign) < 5).toSorted((one, two) => rank(one) - rank(two) || one.place.length - two.place.length);
}

/** Walks what stands in every message. */
function walk(node: Node, place: Place, visit: (node: Node, place: Place) => void): void {
  visit(node, place);
  if (node.kind !== 'object' || node.dynamic || node.tree) return;
  for (const [key, field] of Object.entries(node.fields)) {
    if (field.presence === 'always' && field.deprecated === undefined) walk(field.node, [...place, key], visit);
  }
}

/** True when no message of the other kind passes the test. */
function excludes(sign: Sign, { message }: Sent): boolean {
  const found = at(message.node, sign.place);
  if (found === 'anything') return false;
  if (found === 'nothing') return true;
  const options = found.kind === 'alt' ? found.options : [found];
  return options.every((option) => {
    if (option.kind === 'const') return 'equals' in sign ? !jsonEqual(option.value, sign.equals) : !textsMeet(asText(sign), option);
    if (option.kind === 'text')
      return 'equals' in sign
        ? typeof sign.equals !== 'string' || !textsMeet(option, { kind: 'const', value: sign.equals })
        : !textsMeet(asText(sign), option);
    if (option.kind !== 'hole') return true;
    const allowed = option.schema.enum;
    return (
      'equals' in sign && option.pipes === undefined && Array.isArray(allowed) && !allowed.some((value) => jsonEqual(value, sign.equals))
    );
  });
}

/** A text that begins and ends so, with anything or nothing between. */
function asText(sign: Extract<Sign, { starts: string }>): TextNode {
  const between: HoleNode = { kind: 'hole', ref: 'params.any', schema: { type: 'string' } };
  return { kind: 'text', parts: [sign.starts, between, sign.ends].filter((part) => part !== '') };
}

/** What stands at a place: a node, or nothing in any message, or what the template does not say. */
function at(node: Node, place: Place): Node | 'nothing' | 'anything' {
  let here: Node = node;
  for (const step of place) {
    if (here.kind === 'hole') return 'anything';
    if (here.kind !== 'object') return here.kind === 'const' || here.kind === 'text' ? 'nothing' : 'anything';
    if (here.dynamic || here.tree) return 'anything';
    const field: Field | undefined = fieldOf(here, step);
    if (field === undefined) return 'nothing';
    here = field.node;
  }
  return here;
}

function fieldOf(node: ObjectNode, step: string): Field | undefined {
  if (!node.caseless) return Object.hasOwn(node.fields, step) ? node.fields[step] : undefined;
  return Object.entries(node.fields).find(([key]) => key.toLowerCase() === step.toLowerCase())?.[1];
}
