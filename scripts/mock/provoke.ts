import type { CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import type { Transport } from '../model/vocabulary.ts';
import { shellWord } from '../model/shell-word.ts';
import { slug } from '../model/slug.ts';

/** Where `errdex mock` listens unless it is told otherwise. */
export const MOCK_PORT = 4010;

/** What provokes a code at the mock: a command line, or what a client runs. */
export interface Provocation {
  readonly transport: Transport;
  readonly envelope: string;
  /** Grammar to colour it in. */
  readonly language: 'bash' | 'javascript';
  readonly run: string;
}

/** The path of a code in the mock. */
function pathOf({ service, slug: name }: Pick<CompiledCode, 'service' | 'slug'>): string {
  return `/${slug(service)}/${name}`;
}

/** Transports in the order in which the path of a code chooses among its messages. */
export const pathOrder: readonly Transport[] = ['http', 'task-result', 'sse', 'kafka', 'websocket', 'socket.io'];

/** The transport over which a message really travels: that of the envelope which holds it, for a nested one. */
export function carrierOf({ envelopes }: Pick<CompiledService, 'envelopes'>, { within, transport }: CompiledMessage): Transport {
  const outer = within === undefined ? undefined : envelopes.find(({ name }) => name === within);
  return outer?.transport ?? transport;
}

/** The envelope needs naming where it is not the one that the path alone gives. */
function query(service: CompiledService, code: CompiledCode, message: CompiledMessage): string {
  const carrier = carrierOf(service, message);
  const list = carrier === 'websocket' ? [carrier] : carrier === 'sse' ? (['sse', ...pathOrder] as const) : pathOrder;
  const first = list.flatMap((transport) => code.messages.find((one) => carrierOf(service, one) === transport) ?? [])[0];
  return first === message ? '' : `?envelope=${encodeURIComponent(message.envelope)}`;
}

/**
 * How to get a code in one of its envelopes from a mock.
 *
 * @param base its origin, `http://127.0.0.1:4010`
 */
export function provocationOf(service: CompiledService, code: CompiledCode, message: CompiledMessage, base: string): Provocation {
  const carrier = carrierOf(service, message);
  const address = `${base}${pathOf(code)}${query(service, code, message)}`;
  const common = { transport: carrier, envelope: message.envelope };
  switch (carrier) {
    case 'websocket': {
      const at = JSON.stringify(address.replace(/^http/, 'ws'));
      return { ...common, language: 'javascript', run: `new WebSocket(${at}).onmessage = ({ data }) => console.log(data);` };
    }
    case 'socket.io': {
      const namespace = JSON.stringify(`${base}/${slug(code.service)}`);
      const mock = JSON.stringify({ code: code.id, envelope: message.envelope });
      const isAnswer = message.examples.some((example) => example.message.ack !== undefined);
      const run = isAnswer
        ? `io(${namespace}).emit('mock', ${mock}, (answer) => console.log(answer));`
        : `io(${namespace}, { auth: { mock: ${mock} } }).onAny((event, ...args) => console.log(event, ...args));`;
      return { ...common, language: 'javascript', run };
    }
    case 'sse':
      return { ...common, language: 'bash', run: `curl -N -H 'Accept: text/event-stream' ${shellWord(address)}` };
    default:
      return { ...common, language: 'bash', run: `curl -i ${shellWord(address)}` };
  }
}
