import type { CompiledCode, CompiledMessage, CompiledService } from '../../compile/types.ts';
import type { Transport } from '../../model/vocabulary.ts';
import { readingsOf, traceOf } from '../../snippet/plan.ts';
import { signsOf } from '../../snippet/recognise.ts';
import type { Reading, Sign } from '../../snippet/types.ts';

export { remark } from '../../snippet/remark.ts';

/** A message of a code as a client meets it. */
export interface Shape {
  readonly transport: Transport;
  /** Together they tell it from the other messages of the transport, where anything does. */
  readonly signs: readonly Sign[];
  /** What it says of this occurrence; names without `params.`. */
  readonly details: readonly Reading[];
  readonly trace?: Reading;
  readonly retryAfter?: Reading;
}

/** A code for typed clients. */
export interface Entry {
  readonly code: CompiledCode;
  /** Its name where names are capital letters, digits and underscores; unique in the service. */
  readonly name: string;
}

/** A code for clients that tell it from others by a message. */
export interface ShapedEntry extends Entry {
  readonly shapes: readonly Shape[];
}

/** All codes of a service that are or were sent. */
export function entriesOf(service: CompiledService): Entry[] {
  const names = new Set<string>();
  return service.codes
    .filter(({ lifecycle }) => lifecycle.state !== 'removed' && lifecycle.state !== 'reserved')
    .map((code) => ({ code, name: nameOf(code.id, names) }));
}

/** The same, with the messages of each: nearly all that is known of them is read for that. */
export function shapedEntriesOf(service: CompiledService): ShapedEntry[] {
  const signs = new Map<CompiledMessage, Sign>();
  const seen = new Map<string, number>();
  for (const code of service.codes)
    for (const message of code.messages) {
      const sign = codeSign(code, message, service);
      if (!sign) continue;
      signs.set(message, sign);
      seen.set(keyOf(message, sign), (seen.get(keyOf(message, sign)) ?? 0) + 1);
    }
  return entriesOf(service).map((entry) => {
    const { code } = entry;
    const shapes = code.messages
      .filter(({ transport, within }) => transport !== 'nested' && within === undefined)
      .map((message): Shape => {
        const sent = { code, message };
        const readings = readingsOf(sent, service);
        const sign = signs.get(message);
        const trace = traceOf(service, readings);
        const retryAfter = readings.find(({ name }) => name === 'retryAfter') ?? readings.find(({ name }) => name === code.retry.afterFrom);
        return {
          transport: message.transport,
          // A code that only this message has there says everything.
          signs: sign && seen.get(keyOf(message, sign)) === 1 ? [sign] : signsOf(sent, discriminatorOf(message, service)),
          details: readings.filter(({ name }) => name.startsWith('params.')).map((one) => ({ ...one, name: one.name.slice(7) })),
          ...(trace && { trace }),
          ...(retryAfter && { retryAfter }),
        };
      });
    return { ...entry, shapes };
  });
}

const discriminatorOf = (message: CompiledMessage, service: CompiledService): string | undefined =>
  service.envelopes.find(({ name }) => name === message.envelope)?.discriminator?.pointer;

/** The sign at the place of the code, where the envelope has one. */
function codeSign(code: CompiledCode, message: CompiledMessage, service: CompiledService): Sign | undefined {
  const pointer = discriminatorOf(message, service);
  return pointer === undefined ? undefined : signsOf({ code, message }, pointer).find(({ place }) => `/${place.join('/')}` === pointer);
}

const keyOf = ({ transport }: CompiledMessage, sign: Sign): string => JSON.stringify([transport, sign]);

function nameOf(id: string, names: Set<string>): string {
  const plain = id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase();
  const base = /^[A-Z]/.test(plain) ? plain : `CODE_${plain}`;
  let name = base;
  for (let at = 2; names.has(name); at += 1) name = `${base}_${String(at)}`;
  names.add(name);
  return name;
}

/** A text in double quotes as JSON has it, all in ASCII: what TypeScript, Python and Java read alike, and Go but for pairs of surrogates. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
