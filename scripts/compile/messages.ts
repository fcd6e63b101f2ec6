import { constantKey, marksOf } from '../envelope/index-entries.ts';
import type { Mark } from '../envelope/index-entries.ts';
import type { Entry, Node } from '../envelope/node.ts';
import type { EffectiveEnvelope } from '../envelope/effective.ts';
import type { Code } from '../model/code.ts';
import { examplesOf } from './examples.ts';
import type { ExampleContext, ExampleProblem } from './examples.ts';
import { annotate } from './fields.ts';
import { mergeNodes } from './merge-nodes.ts';
import type { AnnotatedField, CompiledCode, CompiledEnvelope, CompiledMessage, Parameter } from './types.ts';

/** What the messages of a service are compiled from. */
export interface MessageContext extends ExampleContext {
  envelopes: ReadonlyMap<string, EffectiveEnvelope>;
  /** Context, facts and texts that the service declares, by reference. */
  declared: ReadonlyMap<string, Pick<Parameter, 'description'>>;
  locales: readonly string[];
  /** Explanations of fields, shared between codes. */
  known: Map<string, AnnotatedField>;
}

/** A code in each of its envelopes. */
export function messagesOf(
  context: MessageContext,
  code: Code,
  entries: readonly Entry[],
  params: readonly Parameter[],
): { messages: CompiledMessage[]; problems: ExampleProblem[] } {
  const problems: ExampleProblem[] = [];
  const messages: CompiledMessage[] = [];
  const described = new Map([...context.declared, ...params.map((param): [string, Parameter] => [`params.${param.name}`, param])]);
  for (const name of new Set(entries.map((entry) => entry.envelope))) {
    const envelope = context.envelopes.get(name);
    const own = entries.filter((entry) => entry.envelope === name);
    if (!envelope || !own[0]) continue;
    const { examples, problems: found } = examplesOf(context, code, own);
    problems.push(...found);
    const node = mergeNodes(own.map((entry) => entry.node));
    const within = envelope.transport === 'nested' ? context.holders().get(name)?.[0]?.envelope : undefined;
    messages.push({
      envelope: name,
      transport: envelope.transport,
      ...(within === undefined ? {} : { within }),
      contentType: envelope.contentType,
      node,
      fields: annotate(node, { notes: envelope.source.notes ?? {}, locales: context.locales, described, known: context.known }),
      examples,
    });
  }
  return { messages, problems };
}

/** Where a parameter stands in the messages of its code. */
export function placesOf(param: string, messages: readonly CompiledMessage[]): { envelope: string; pointer: string }[] {
  const ref = `params.${param}`;
  const places: { envelope: string; pointer: string }[] = [];
  for (const message of messages) for (const pointer of holesOf(message.node, ref)) places.push({ envelope: message.envelope, pointer });
  return places;
}

function holesOf(node: Node, ref: string, at = ''): string[] {
  switch (node.kind) {
    case 'hole':
      return node.ref === ref ? [at] : [];
    case 'text':
      return node.parts.some((part) => typeof part !== 'string' && part.ref === ref) ? [at] : [];
    case 'alt':
      return [...new Set(node.options.flatMap((option) => holesOf(option, ref, at)))];
    case 'list':
      return node.items.flatMap((item, index) => holesOf(item.node, ref, `${at}/${index}`));
    case 'object':
      return [
        ...Object.entries(node.fields).flatMap(([key, field]) =>
          holesOf(field.node, ref, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        ),
        ...(node.dynamic ? [...holesOf(node.dynamic.key, ref, at), ...holesOf(node.dynamic.node, ref, at)] : []),
      ];
    default:
      return [];
  }
}

/** Where a client finds the code: in the body, in a header, elsewhere (event, key, close frame), or nowhere. */
export function identifiedBy(messages: readonly CompiledMessage[]): CompiledCode['identifiedBy'] {
  const places = messages.flatMap((message) => codePlaces(message.node));
  if (places.some((place) => /^\/(body|args|ack)\b/.test(place))) return 'body';
  if (places.some((place) => place.startsWith('/headers/'))) return 'header';
  return places.length > 0 ? 'other' : 'none';
}

function codePlaces(node: Node, at = ''): string[] {
  const here = node.of === 'code' || node.mentions?.includes('code') ? [at] : [];
  if (node.kind === 'object')
    return [...here, ...Object.entries(node.fields).flatMap(([key, field]) => codePlaces(field.node, `${at}/${key}`))];
  if (node.kind === 'list') return [...here, ...node.items.flatMap((item, index) => codePlaces(item.node, `${at}/${index}`))];
  return node.kind === 'alt' ? node.options.flatMap((option) => codePlaces(option, at)) : here;
}

/** The place whose constant is another for each code of an envelope: first the code's own place, then one that holds it (a URI), then any other. */
export function discriminatorOf(entries: readonly Entry[]): CompiledEnvelope['discriminator'] {
  const all = entries.map(
    (entry) =>
      new Map(
        marksOf(entry.node)
          .filter((mark) => mark.value !== undefined)
          .map((mark) => [mark.at, mark]),
      ),
  );
  const [first] = all;
  if (!first) return undefined;
  const everywhere = (has: (mark: Mark) => boolean) => (mark: Mark) => all.every((own) => has(own.get(mark.at) ?? NO_MARK));
  const tells = [...first.values()].filter(everywhere((mark) => mark.at !== '')).filter((mark) => tellsApart(mark.at, entries, all));
  // A place that is always sent before one that need not be: deprecated aliases come and go.
  const ranked = [...tells.filter(everywhere((mark) => mark.always)), ...tells];
  const isCode = everywhere((mark) => mark.of === 'code');
  const best =
    ranked.find(isCode) ??
    ranked.find(everywhere((mark) => mark.mentions?.includes('code') ?? false)) ??
    (entries.length > 1 ? ranked[0] : undefined);
  return best && { pointer: best.pointer, of: isCode(best) ? 'code' : 'other' };
}

const NO_MARK: Mark = { at: '', pointer: '', always: false };

/** True when no two codes have the same constant at a place. */
function tellsApart(at: string, entries: readonly Entry[], all: readonly ReadonlyMap<string, Mark>[]): boolean {
  const owners = new Map<string, string | undefined>();
  return entries.every((entry, index) => {
    const key = constantKey(all[index]?.get(at)?.value ?? null);
    const known = owners.has(key) ? owners.get(key) : entry.code;
    owners.set(key, entry.code);
    return known === entry.code;
  });
}
