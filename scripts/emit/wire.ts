import type { CompiledMessage } from '../compile/types.ts';
import type { Message } from '../envelope/node.ts';
import { render } from '../envelope/transports/index.ts';

/** Languages of fenced blocks by transport, where it is not simply JSON. */
const LANGUAGES: Partial<Record<CompiledMessage['transport'], string>> = { http: 'http', sse: 'text', 'socket.io': 'text', kafka: 'text' };

/** A message as it is sent, as text, and the language to colour it in. */
export function wire(message: Pick<CompiledMessage, 'transport' | 'contentType'>, example: Message): { language: string; text: string } {
  const lines = render(message.transport, example, message.contentType).map(({ text }) => text);
  const json = message.contentType.includes('json');
  return { language: LANGUAGES[message.transport] ?? (json ? 'json' : 'text'), text: lines.join('\n') };
}
