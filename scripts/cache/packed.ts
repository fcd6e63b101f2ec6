import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { print, printOfService } from './prints.ts';
import type { ContentPrints } from './prints.ts';
import type { Codec } from './shelf.ts';

/** What came of a service. */
export interface ServiceResult {
  readonly compiled: CompiledService;
  /** Findings of the check; none is an error. */
  readonly diagnostics: readonly Diagnostic[];
  /** Other services in which something was looked for, each with its key at that time; `''` for one that was not there. */
  readonly needs: readonly (readonly [service: string, key: string])[];
}

/** What came of a service, as bytes of which most is read late: the same comes of it again while its files, and all that it refers to, are as they were. */
export interface KnownService extends ServiceResult {
  /** The print of its own content, then of its codes. */
  readonly prints: readonly string[];
  /** All of it. */
  readonly bytes: Buffer;
}

/** Nine tenths of a code: what its own pages and files say, and lists do not. */
const late = [
  'description',
  'advice',
  'texts',
  'params',
  'causes',
  'provoke',
  'samples',
  'related',
  'confusable',
  'decisions',
  'inferred',
  'messages',
  'snippets',
  'snippetsWritten',
] as const satisfies readonly (keyof CompiledCode)[];

/** Where a code stands in the bytes: its late values, then its messages, then what is read late of each of those. */
type Place = readonly [from: number, messages: number, to: number];
type PackedMessage = readonly [message: CompiledMessage, from: number, to: number];

/** The first line of the bytes; late values are zeros in it, so that names keep their order. */
interface Head extends ServiceResult {
  readonly prints: readonly string[];
  readonly places: readonly Place[];
}

/** The codes of a service whose late values stay read: a page or a file asks for several of the same code, one after the other. */
class Recent {
  readonly #codes = new Set<Late>();

  add(code: Late): void {
    this.#codes.add(code);
    if (this.#codes.size <= mostRead) return;
    const [oldest] = this.#codes;
    if (!oldest) return;
    this.#codes.delete(oldest);
    oldest.forget();
  }
}

const mostRead = 64;

/** The late values of a code. */
class Late {
  readonly #bytes: Buffer;
  readonly #place: Place;
  readonly #recent: Recent;
  #values: Partial<CompiledCode> | undefined;
  #messages: CompiledMessage[] | undefined;

  constructor(bytes: Buffer, place: Place, recent: Recent) {
    this.#bytes = bytes;
    this.#place = place;
    this.#recent = recent;
  }

  get(name: (typeof late)[number]): unknown {
    if (name === 'messages') return this.#readMessages();
    if (!this.#values) this.#recent.add(this);
    const [from, to] = this.#place;
    return (this.#values ??= JSON.parse(this.#bytes.toString('utf8', from, to)) as Partial<CompiledCode>)[name];
  }

  #readMessages(): CompiledMessage[] {
    if (!this.#messages) this.#recent.add(this);
    const [, from, to] = this.#place;
    return (this.#messages ??= (JSON.parse(this.#bytes.toString('utf8', from, to)) as PackedMessage[]).map((one) =>
      openedMessage(one, this.#bytes.subarray(to)),
    ));
  }

  forget(): void {
    this.#values = undefined;
    this.#messages = undefined;
  }
}

/** Where a code has its late values: not a name, so that whoever copies or writes the code does not see it. */
const values = Symbol('late values');
interface WithLate {
  [values]: Late;
}

/** One for all codes: with a function each, every code would be a kind of object of its own. */
const readers = new Map<string, PropertyDescriptor>(
  late.map((name) => [
    name,
    {
      enumerable: true,
      configurable: true,
      get(this: WithLate) {
        return this[values].get(name);
      },
    },
  ]),
);

/** Property by property, each in its place: V8 makes a hash table, twice as large, of an object that changes afterwards. */
function openedCode(outline: CompiledCode, late: Late): CompiledCode {
  const code = Object.defineProperty({}, values, { value: late });
  for (const [name, value] of Object.entries(outline)) {
    const reader = readers.get(name);
    Object.defineProperty(code, name, reader ?? { value, enumerable: true, configurable: true, writable: true });
  }
  return code as CompiledCode;
}

/** A message whose template and fields, two thirds of it, are read when somebody asks for them. */
function openedMessage([message, from, to]: PackedMessage, bytes: Buffer): CompiledMessage {
  let known: Pick<CompiledMessage, 'node' | 'fields'> | undefined;
  const read = (): NonNullable<typeof known> => (known ??= JSON.parse(bytes.toString('utf8', from, to)) as NonNullable<typeof known>);
  return Object.defineProperties(message, {
    node: { enumerable: true, configurable: true, get: () => read().node },
    fields: { enumerable: true, configurable: true, get: () => read().fields },
  });
}

const bytesByService = new WeakMap<CompiledService, Buffer>();

/** A service as bytes, with all that has been added to it since it was opened. */
export function bytesOf(compiled: CompiledService): Buffer {
  return bytesByService.get(compiled) ?? packed({ compiled, diagnostics: [], needs: [] }).bytes;
}

/** Writes bytes into files of a folder; gives their paths. */
export function bytesIntoFiles(folder: string, services: readonly Uint8Array[]): string[] {
  return services.map((bytes, at) => {
    const file = join(folder, String(at));
    writeFileSync(file, bytes);
    return file;
  });
}

/** The bytes of a file of {@link bytesIntoFiles}. */
export function bytesIn(file: string): Buffer {
  return readFileSync(file);
}

/** The prints of the content of services. */
export function contentsOf(services: readonly KnownService[]): ContentPrints {
  const contents: ContentPrints = new WeakMap();
  for (const { compiled, prints } of services)
    for (const [at, one] of [compiled, ...compiled.codes].entries()) contents.set(one, prints[at] ?? '');
  return contents;
}

/** Chunks of text, one behind the other. */
class Chunks {
  readonly #texts: string[] = [];
  length = 0;

  /** @returns where the text ends */
  add(text: string): number {
    this.#texts.push(text);
    return (this.length += Buffer.byteLength(text));
  }

  /** All of it behind a first line. */
  behind(line: string): Buffer {
    const head = Buffer.byteLength(line);
    const bytes = Buffer.allocUnsafeSlow(head + 1 + this.length);
    bytes.write(line);
    let at = head + bytes.write('\n', head);
    for (const text of this.#texts) at += bytes.write(text, at);
    return bytes;
  }
}

/** A code without its late values, which go into chunks. */
function packedCode(code: CompiledCode, chunks: Chunks): { outline: CompiledCode; place: Place; print: string } {
  const from = chunks.length;
  const rare = late.filter((name) => name !== 'messages' && Object.hasOwn(code, name)).map((name) => [name, code[name]] as const);
  const texts = JSON.stringify(Object.fromEntries(rare));
  const middle = chunks.add(texts);
  const inner = code.messages.map(({ node, fields }) => JSON.stringify({ node, fields }));
  // Behind the messages stands what is read late of each: where, counted from the end of all messages.
  let at = 0;
  const messages = JSON.stringify(
    code.messages.map((message, nth) => [{ ...message, node: 0, fields: 0 }, at, (at += Buffer.byteLength(inner[nth] ?? ''))]),
  );
  const to = chunks.add(messages);
  for (const text of inner) chunks.add(text);
  const outline = { ...code, ...Object.fromEntries([...rare, ['messages']].map(([name]) => [name, 0])) };
  return { outline, place: [from, middle, to], print: print([JSON.stringify(outline), texts, messages, ...inner].join('\n')) };
}

/**
 * Puts what came of a service into bytes and opens it again. 10,000 compiled codes are 300 MB of objects, which V8 would look at in each
 * of its collections; as bytes they are 190 MB that nobody looks at.
 */
export function packed({ compiled, ...rest }: ServiceResult): KnownService {
  const chunks = new Chunks();
  const codes = compiled.codes.map((code) => packedCode(code, chunks));
  const head: Head = {
    compiled: { ...compiled, codes: codes.map(({ outline }) => outline) },
    ...rest,
    prints: [printOfService(compiled), ...codes.map((one) => one.print)],
    places: codes.map(({ place }) => place),
  };
  return opened(chunks.behind(JSON.stringify(head)));
}

/** The service in bytes of {@link packed}: its codes read most of what they have when somebody asks for it. */
export function opened(bytes: Buffer): KnownService {
  const end = bytes.indexOf('\n');
  const { places, ...known } = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
  const chunks = bytes.subarray(end + 1);
  const recent = new Recent();
  known.compiled.codes = known.compiled.codes.map((code, at) => openedCode(code, new Late(chunks, places[at] ?? [0, 0, 0], recent)));
  bytesByService.set(known.compiled, bytes);
  return { ...known, bytes };
}

/** Services on a shelf: of what was kept, as much is read as somebody asks for. */
export const asService: Codec<KnownService> = { format: 'errdex-service 4', pack: ({ bytes }) => bytes, unpack: opened };
