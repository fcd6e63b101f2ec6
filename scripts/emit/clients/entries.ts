import type { CompiledCode, CompiledMessage, CompiledService } from '../../compile/types.ts';
import type { Transport } from '../../model/vocabulary.ts';
import { readingsOf, traceOf } from '../../snippet/plan.ts';
import { signsOf } from '../../snippet/recognise.ts';
import type { Sent } from '../../snippet/recognise.ts';
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

/** The same, with the messages of each: nearly all that is known of them is read for that, and once. */
export function shapedEntriesOf(service: CompiledService): ShapedEntry[] {
  const seen = new Map<string, number>();
  const found = new Map<CompiledMessage, { sign: Sign | undefined; shape: Shape }>();
  for (const code of service.codes)
    for (const message of code.messages) {
      const shape = shapeOf({ code, message }, service);
      const pointer = discriminatorOf(message, service);
      // The sign at the place of the code, where the envelope has one.
      const sign = pointer === undefined ? undefined : shape.signs.find(({ place }) => `/${place.join('/')}` === pointer);
      if (sign) seen.set(keyOf(message, sign), (seen.get(keyOf(message, sign)) ?? 0) + 1);
      found.set(message, { sign, shape });
    }
  return entriesOf(service).map((entry) => {
    const sent = entry.code.messages.filter(({ transport, within }) => transport !== 'nested' && within === undefined);
    const shapes = sent.flatMap((message): Shape[] => {
      const one = found.get(message);
      if (!one) return [];
      const { sign, shape } = one;
      // A code that only this message has there says everything.
      return [sign && seen.get(keyOf(message, sign)) === 1 ? { ...shape, signs: [sign] } : shape];
    });
    return { ...entry, shapes };
  });
}

function shapeOf(sent: Sent, service: CompiledService): Shape {
  const { code, message } = sent;
  const readings = readingsOf(sent, service);
  const trace = traceOf(service, readings);
  const retryAfter = readings.find(({ name }) => name === 'retryAfter') ?? readings.find(({ name }) => name === code.retry.afterFrom);
  return {
    transport: message.transport,
    signs: signsOf(sent, discriminatorOf(message, service)),
    details: readings.filter(({ name }) => name.startsWith('params.')).map((one) => ({ ...one, name: one.name.slice(7) })),
    ...(trace && { trace }),
    ...(retryAfter && { retryAfter }),
  };
}

const discriminatorOf = (message: CompiledMessage, service: CompiledService): string | undefined =>
  service.envelopes.find(({ name }) => name === message.envelope)?.discriminator?.pointer;

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
