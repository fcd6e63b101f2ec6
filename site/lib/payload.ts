import { render } from '../../scripts/envelope/transports/index.ts';
import type { CompiledCode, CompiledEnvelope, CompiledMessage, CompiledService } from '../../scripts/compile/types.ts';
import type { Message } from '../../scripts/envelope/node.ts';
import { noteOf } from './notes.ts';
import type { Note } from './notes.ts';
import type { View } from './view.ts';
import { wireTokens } from './wire.ts';
import type { Token } from './wire.ts';

/** A line of a payload: its tokens, and what stands beside it. */
export interface PayloadLine {
  tokens: Token[];
  note: Note;
}

const silent: Note = { text: '', hit: false };

/** The place to match on. Where that is deprecated, the place that always holds the same value and is not. */
function matchPlace({ fields }: CompiledMessage, envelope: CompiledEnvelope | undefined): string | undefined {
  const place = envelope?.discriminator?.pointer;
  const field = fields.find(({ pointer }) => pointer === place);
  if (field?.deprecated === undefined) return place;
  return fields.find(({ pointer, deprecated }) => deprecated === undefined && field.equals.includes(pointer))?.pointer ?? place;
}

/** A message as it travels, line by line, each with the note of the field that it shows. */
export function payload(code: CompiledCode, message: CompiledMessage, shown: Message, service: CompiledService, view: View): PayloadLine[] {
  const envelope = service.envelopes.find(({ name }) => name === message.envelope);
  const fields = new Map(message.fields.map((field) => [field.pointer, field]));
  const place = matchPlace(message, envelope);
  const told = new Set<string>();
  return render(message.transport, shown, message.contentType).map(({ text, pointer }) => {
    // A value of several lines is explained at its first.
    const field = told.has(pointer) ? undefined : fields.get(pointer);
    const above = field?.equals.find((place) => told.has(place));
    // Nobody is sent to a deprecated place.
    if (field?.deprecated === undefined) told.add(pointer);
    return { tokens: wireTokens(text), note: field ? noteOf(field, code, place, view, above) : silent };
  });
}

/** A message as it travels, without notes. */
export function plainPayload(transport: CompiledMessage['transport'], shown: Message): PayloadLine[] {
  return render(transport, shown).map(({ text }) => ({ tokens: wireTokens(text), note: silent }));
}
