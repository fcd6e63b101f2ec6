import type { CompiledCode, CompiledService } from '../compile/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { inMemory } from './bytes.ts';
import type { Bytes } from './bytes.ts';
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
  readonly bytes: Bytes;
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
  'snippets',
  'snippetsWritten',
] as const satisfies readonly (keyof CompiledCode)[];

/** Where the late values of a code stand behind the first two lines, and those of each of its messages: template, fields, examples. */
type Place = readonly [
  from: number,
  to: number,
  messages: readonly (readonly [from: number, fields: number, examples: number, to: number])[],
];

/** The first line of the bytes: all that a build needs to know of a service that it has only to hand on. */
interface Label extends Omit<ServiceResult, 'compiled'> {
  /** Its name. */
  readonly service: string;
  /** Names of what there is to know of the service, in order. */
  readonly names: readonly string[];
  /** Bytes of the second line. */
  readonly head: number;
}

/** The second line; late values are zeros in it, so that names keep their order. */
interface Head {
  readonly compiled: CompiledService;
  readonly prints: readonly string[];
  readonly places: readonly Place[];
}

/** The late values of a service that stay read: a page or a file asks for several of the same code, one after the other. */
class Recent {
  /** In a circle: a set is a new table every few things, which V8 looks at until it has grown old. */
  readonly #read: Late[] = [];
  readonly #most: number;
  #next = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes in one that is not in it, and has another one forgotten. */
  add(late: Late): void {
    if (this.#most === 0) {
      late.forget();
      return;
    }
    this.#read[this.#next]?.forget();
    this.#read[this.#next] = late;
    this.#next = (this.#next + 1) % this.#most;
  }
}

/** A code of four messages has thirteen; more of them are garbage of the expensive kind. */
const mostRead = 64;

/** Where late values are read. */
interface Source {
  readonly bytes: Bytes;
  /** Where the first of them begins. */
  readonly begin: number;
  readonly recent: Recent;
}

/** A part of the late values of a code or of a message. */
class Late {
  readonly #source: Source;
  readonly #from: number;
  readonly #to: number;
  #values: object | undefined;

  constructor(source: Source, from: number, to: number) {
    this.#source = source;
    this.#from = from;
    this.#to = to;
  }

  get(name: string): unknown {
    const { bytes, begin, recent } = this.#source;
    const known = this.#values ?? (JSON.parse(bytes.text(begin + this.#from, begin + this.#to)) as object);
    if (!this.#values) {
      this.#values = known;
      recent.add(this);
    }
    return (known as Record<string, unknown>)[name];
  }

  forget(): void {
    this.#values = undefined;
  }
}

/** All late values of a code or of a message, in parts that follow each other. Most are never asked for. */
class LateParts {
  readonly #source: Source;
  readonly #edges: readonly number[];
  readonly #made: Late[] = [];

  /** @param edges where the parts begin, and where the last one ends */
  constructor(source: Source, edges: readonly number[]) {
    this.#source = source;
    this.#edges = edges;
  }

  get(part: number, name: string): unknown {
    return (this.#made[part] ??= new Late(this.#source, this.#edges[part] ?? 0, this.#edges[part + 1] ?? 0)).get(name);
  }
}

/** Where a thing has them: not a name, so that whoever copies or writes the thing does not see them. */
const parts = Symbol('late values');

/** One for all things: with a function each, every one would be a kind of object of its own. */
function readersOf(names: readonly string[], part: number): [string, PropertyDescriptor][] {
  return names.map((name) => [
    name,
    {
      enumerable: true,
      configurable: true,
      get(this: { readonly [parts]: LateParts }) {
        return this[parts].get(part, name);
      },
    },
  ]);
}

const ofCodes = new Map(readersOf(late, 0));
const ofMessages = new Map(['node', 'fields', 'examples'].flatMap((name, part) => readersOf([name], part)));

/** Property by property, each in its place: V8 makes a hash table, twice as large, of an object that changes afterwards. */
function openedThing<T extends object>(outline: T, readers: ReadonlyMap<string, PropertyDescriptor>, own: LateParts): T {
  const thing: Record<string, unknown> = {};
  Object.defineProperty(thing, parts, { value: own });
  for (const name in outline) {
    const reader = readers.get(name);
    if (reader) Object.defineProperty(thing, name, reader);
    else thing[name] = outline[name];
  }
  return thing as T;
}

function openedCode(outline: CompiledCode, [from, to, places]: Place, source: Source): CompiledCode {
  const messages = outline.messages.map((message, at) => openedThing(message, ofMessages, new LateParts(source, places[at] ?? [])));
  return openedThing({ ...outline, messages }, ofCodes, new LateParts(source, [from, to]));
}

const bytesByService = new WeakMap<CompiledService, Bytes>();

/** A service as bytes, with all that has been added to it since it was opened. */
export function bytesOf(compiled: CompiledService): Bytes {
  return bytesByService.get(compiled) ?? packed({ compiled, diagnostics: [], needs: [] }).bytes;
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

  /** All of it behind some lines. */
  behind(...lines: readonly string[]): Buffer {
    const before = lines.map((line) => `${line}\n`);
    const bytes = Buffer.allocUnsafeSlow(before.reduce((sum, line) => sum + Buffer.byteLength(line), this.length));
    let at = 0;
    for (const text of [...before, ...this.#texts]) at += bytes.write(text, at);
    return bytes;
  }
}

/** A code without its late values, which go into chunks. */
function packedCode(code: CompiledCode, chunks: Chunks): { outline: CompiledCode; place: Place; print: string } {
  const texts: string[] = [];
  const put = (value: unknown): number => {
    const text = JSON.stringify(value);
    texts.push(text);
    return chunks.add(text);
  };
  const from = chunks.length;
  const rare = late.filter((name) => Object.hasOwn(code, name));
  const to = put(Object.fromEntries(rare.map((name) => [name, code[name]])));
  const places = code.messages.map(
    (one) => [chunks.length, put({ node: one.node }), put({ fields: one.fields }), put({ examples: one.examples })] as const,
  );
  const outline = {
    ...code,
    ...Object.fromEntries(rare.map((name) => [name, 0])),
    messages: code.messages.map((message) => ({ ...message, node: 0, fields: 0, examples: 0 })),
  } as unknown as CompiledCode;
  return { outline, place: [from, to, places], print: print([JSON.stringify(outline), ...texts].join('\n')) };
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
    prints: [printOfService(compiled), ...codes.map((one) => one.print)],
    places: codes.map(({ place }) => place),
  };
  const text = JSON.stringify(head);
  const label: Label = { ...rest, service: compiled.service, names: Object.keys(compiled), head: Buffer.byteLength(text) };
  return opened(inMemory(chunks.behind(JSON.stringify(label), text)));
}

/**
 * The service in bytes of {@link packed}: what lists say of it is read when somebody first asks for anything, and most of what its codes
 * have when somebody asks for that. What is read again is equal, but another object.
 * @param most so many things stay read; another number changes nothing but the time
 */
export function opened(bytes: Bytes, most = mostRead): KnownService {
  const line = bytes.line();
  const { service, names, head: length, ...label } = JSON.parse(line) as Label;
  let head: Head | undefined;
  const read = (): Head => (head ??= openedHead(bytes, [Buffer.byteLength(line) + 1, length], most));
  const compiled = {} as CompiledService;
  for (const name of names)
    Object.defineProperty(compiled, name, {
      enumerable: true,
      configurable: true,
      get: () => (name === 'service' ? service : read().compiled[name as keyof CompiledService]),
    });
  bytesByService.set(compiled, bytes);
  return {
    ...label,
    compiled,
    bytes,
    get prints() {
      return read().prints;
    },
  };
}

function openedHead(bytes: Bytes, [begin, length]: readonly [number, number], most: number): Head {
  const { compiled, prints, places } = JSON.parse(bytes.text(begin, begin + length)) as Head;
  const source: Source = { bytes, begin: begin + length + 1, recent: new Recent(most) };
  const codes = compiled.codes.map((code, at) => openedCode(code, places[at] ?? [0, 0, []], source));
  return { compiled: { ...compiled, codes }, prints, places: [] };
}

/** Services on a shelf: of what was kept, as much is read as somebody asks for. */
export const asService: Codec<KnownService> = {
  format: 'errdex-service 9',
  pack: ({ bytes }) => bytes.all(),
  unpack: (bytes) => opened(inMemory(bytes)),
};
