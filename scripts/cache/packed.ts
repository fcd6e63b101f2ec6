import type { CompiledMessage, CompiledService } from '../compile/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Codec } from './shelf.ts';

/** What came of a service the last time: the same comes of it again while its files, and all that it refers to, are as they were. */
export interface KnownService {
  readonly compiled: CompiledService;
  /** Findings of the check; none is an error. */
  readonly diagnostics: readonly Diagnostic[];
  /** Other services in which something was looked for, each with its key at that time; `''` for one that was not there. */
  readonly needs: readonly (readonly [service: string, key: string])[];
  /** The print of its own content, then of its codes. */
  readonly prints: readonly string[];
}

/** A message without what is read late: half of a catalog, of which a rebuild needs what belongs to changed pages. */
interface Outline extends Omit<CompiledMessage, 'node' | 'fields'> {
  /** Where the rest stands: from which byte, to which. */
  readonly late: readonly [from: number, to: number];
}

type Packed = CompiledMessage | Outline;

/** The order of names counts: what is made from a message that was read has to be the same bytes. */
function isInOrder(message: CompiledMessage): boolean {
  const names = Object.keys(message);
  return names.slice(-3).join() === 'node,fields,examples';
}

/** A service as bytes: a line of JSON, then what is read late, one after the other. */
function packed(service: KnownService): Buffer {
  const late: Buffer[] = [];
  let at = 0;
  const pack = (message: CompiledMessage): Packed => {
    if (!isInOrder(message)) return message;
    const { node, fields, ...rest } = message;
    const bytes = Buffer.from(JSON.stringify({ node, fields }));
    late.push(bytes);
    at += bytes.length;
    return { ...rest, late: [at - bytes.length, at] };
  };
  const codes = service.compiled.codes.map((code) => ({ ...code, messages: code.messages.map(pack) }));
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...service, compiled: { ...service.compiled, codes } })}\n`), ...late]);
}

/** The service in bytes of {@link packed}: its messages read their templates when somebody asks for them. */
function unpacked(bytes: Buffer): KnownService {
  const end = bytes.indexOf('\n');
  const late = bytes.subarray(end + 1);
  const service = JSON.parse(bytes.toString('utf8', 0, end)) as KnownService;
  for (const code of service.compiled.codes)
    code.messages = (code.messages as Packed[]).map((one) => ('late' in one ? reader(one, late) : one));
  return service;
}

function reader({ late: [from, to], examples, ...rest }: Outline, bytes: Buffer): CompiledMessage {
  let known: Pick<CompiledMessage, 'node' | 'fields'> | undefined;
  const read = (): NonNullable<typeof known> => (known ??= JSON.parse(bytes.toString('utf8', from, to)) as NonNullable<typeof known>);
  // One after the other: in a literal, V8 puts what is computed behind what is not.
  const message = Object.defineProperties({ ...rest } as CompiledMessage, {
    node: { enumerable: true, configurable: true, get: () => read().node },
    fields: { enumerable: true, configurable: true, get: () => read().fields },
  });
  message.examples = examples;
  return message;
}

/** Services on a shelf: of what was kept, as much is read as somebody asks for. */
export const asService: Codec<KnownService> = { format: 'errdex-service 3', pack: packed, unpack: unpacked };
