import { render } from '../../scripts/envelope/transports/index.ts';
import type { CompiledCode, CompiledMessage, CompiledService } from '../../scripts/compile/types.ts';
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

/** A message as it travels, line by line, each with the note of the field that it shows. */
export function payload(code: CompiledCode, message: CompiledMessage, shown: Message, service: CompiledService, view: View): PayloadLine[] {
  const envelope = service.envelopes.find(({ name }) => name === message.envelope);
  const fields = new Map(message.fields.map((field) => [field.pointer, field]));
  const told = new Set<string>();
  return render(message.transport, shown, message.contentType).map(({ text, pointer }) => {
    // A value of several lines is explained at its first.
    const field = told.has(pointer) ? undefined : fields.get(pointer);
    const above = field?.equals.find((place) => told.has(place));
    told.add(pointer);
    return { tokens: wireTokens(text), note: field ? noteOf(field, code, envelope, view, above) : silent };
  });
}

/** A message as it travels, without notes. */
export function plainPayload(transport: CompiledMessage['transport'], shown: Message): PayloadLine[] {
  return render(transport, shown).map(({ text }) => ({ tokens: wireTokens(text), note: silent }));
}
