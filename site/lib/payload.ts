import { render } from '../../scripts/envelope/transports/index.ts';
import type { CompiledCode, CompiledEnvelope, CompiledMessage, CompiledService } from '../../scripts/compile/types.ts';
import type { Message } from '../../scripts/envelope/node.ts';
import { remembered } from '../../scripts/model/remembered.ts';
import { noteOf } from './notes.ts';
import type { Note } from './notes.ts';
import { coloured } from './markup.ts';
import type { View } from './view.ts';
import { lineText, wireTokens } from './wire.ts';
import type { Token } from './wire.ts';

/** A line of a message as it is in every language. */
interface Shown {
  tokens: Token[];
  pointer: string;
  /** The tokens as markup, and how many characters they are. */
  code: unknown;
  length: number;
  /** Spaces before the text, as far as the style sheet tells them apart. */
  indent: number;
}

/** A line of a payload: its tokens, and what stands beside it. */
export interface PayloadLine extends Shown {
  note: Note;
}

const silent: Note = { text: '', hit: false };

/** Lines of the last messages, by transport and media type: once for all languages of a page. */
const lastShown = remembered((_: Message) => new Map<string, Shown[]>());

function shownLines(transport: CompiledMessage['transport'], message: Message, contentType?: string): Shown[] {
  const known = lastShown(message);
  const key = `${transport} ${contentType ?? ''}`;
  const lines = known.get(key) ?? render(transport, message, contentType).map(({ text, pointer }) => shownLine(wireTokens(text), pointer));
  known.set(key, lines);
  return lines;
}

function shownLine(tokens: Token[], pointer: string): Shown {
  const text = lineText(tokens);
  return { tokens, pointer, code: coloured(tokens) as unknown, length: text.length, indent: Math.min(8, /^ */.exec(text)?.[0].length ?? 0) };
}

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
  return shownLines(message.transport, shown, message.contentType).map((line) => {
    const { pointer } = line;
    // A value of several lines is explained at its first.
    const field = told.has(pointer) ? undefined : fields.get(pointer);
    const above = field?.equals.find((place) => told.has(place));
    // Nobody is sent to a deprecated place.
    if (field?.deprecated === undefined) told.add(pointer);
    return { ...line, note: field ? noteOf(field, code, place, view, above) : silent };
  });
}

/** A message as it travels, without notes. */
export function plainPayload(transport: CompiledMessage['transport'], shown: Message): PayloadLine[] {
  return shownLines(transport, shown).map((line) => ({ ...line, note: silent }));
}
