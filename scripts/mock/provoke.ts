import type { CompiledCode, CompiledMessage } from '../compile/types.ts';
import type { Transport } from '../model/vocabulary.ts';
import { slug } from '../model/slug.ts';

/** Where `errdex mock` listens unless it is told otherwise. */
export const MOCK_PORT = 4010;

/** What provokes a code at the mock: a command line, or what a client runs. */
export interface Provocation {
  readonly transport: Transport;
  readonly envelope: string;
  readonly language: 'sh' | 'js';
  readonly run: string;
}

/** A text as one word of a POSIX shell (Shell Command Language, section 2.2.2). */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The path of a code in the mock. */
function pathOf({ service, slug: name }: Pick<CompiledCode, 'service' | 'slug'>): string {
  return `/${slug(service)}/${name}`;
}

/** Transports in the order in which the path of a code chooses among its messages. */
export const pathOrder: readonly Transport[] = ['http', 'task-result', 'sse', 'kafka', 'websocket', 'socket.io'];

/** The envelope needs naming where it is not the one that the path alone gives. */
function query(code: CompiledCode, message: CompiledMessage): string {
  const list = message.transport === 'websocket' ? ['websocket' as const] : pathOrder;
  const first = list.flatMap((transport) => code.messages.find((one) => one.transport === transport) ?? [])[0];
  return first === message ? '' : `?envelope=${encodeURIComponent(message.envelope)}`;
}

/**
 * How to get a code in one of its envelopes from a mock at `base`.
 *
 * @param base origin, `http://127.0.0.1:4010`
 * @param carrier transport of the message that holds it, for a nested error
 */
export function provocations(
  code: CompiledCode,
  message: CompiledMessage,
  base: string,
  carrier: Transport = message.transport,
): Provocation[] {
  const address = `${base}${pathOf(code)}${query(code, message)}`;
  const common = { transport: carrier, envelope: message.envelope };
  switch (carrier) {
    case 'websocket': {
      const at = JSON.stringify(address.replace(/^http/, 'ws'));
      return [{ ...common, language: 'js', run: `new WebSocket(${at}).onmessage = ({ data }) => console.log(data);` }];
    }
    case 'socket.io': {
      const namespace = JSON.stringify(`${base}/${slug(code.service)}`);
      const mock = JSON.stringify({ code: code.id, envelope: message.envelope });
      return [
        {
          ...common,
          language: 'js',
          run: `io(${namespace}, { auth: { mock: ${mock} } }).onAny((event, body) => console.log(event, body));`,
        },
      ];
    }
    case 'sse':
      return [{ ...common, language: 'sh', run: `curl -N -H 'Accept: text/event-stream' ${shellWord(address)}` }];
    default:
      return [{ ...common, language: 'sh', run: `curl -i ${shellWord(address)}` }];
  }
}
