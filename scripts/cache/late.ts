import type { CompiledCode, CompiledMessage } from '../compile/types.ts';
import type { Bytes } from './bytes.ts';

/** Names of the values of a thing that are read late, in parts of which each is read as a whole. */
type Parts<Thing> = readonly (readonly (keyof Thing & string)[])[];

/** Nine tenths of a code: what its own pages and files say, and lists do not. Indexes of all codes ask for the first part only. */
const ofCode = [
  ['params', 'texts', 'advice'],
  ['description', 'causes', 'provoke', 'samples', 'related', 'confusable', 'decisions', 'inferred', 'snippets', 'snippetsWritten'],
] as const satisfies Parts<CompiledCode>;
const ofMessage = [['node'], ['fields'], ['examples']] as const satisfies Parts<CompiledMessage>;

/** Where the late values of a thing stand: where each part begins, and where the last one ends. */
type Edges = readonly number[];

/** Those of a code and of its messages. */
export type Place = readonly [code: Edges, messages: readonly Edges[]];

/** The late values of a service that stay read: a page or a file asks for several of the same code, one after the other. */
export class Recent {
  /** In a circle: a set is a new table every few things, which V8 looks at until it has grown old. */
  readonly #read: Late[] = [];
  readonly #most: number;
  #next = 0;

  /** @param most so many parts stay read */
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

/** Where late values are read. */
export interface Source {
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
  /** The print of the content of the thing, with its late values. */
  readonly print: string | undefined;

  /** @param edges where the parts begin, and where the last one ends */
  constructor(source: Source, edges: readonly number[], print?: string) {
    this.#source = source;
    this.#edges = edges;
    this.print = print;
  }

  /** The same of a thing of other content. */
  ofOther(): LateParts {
    return new LateParts(this.#source, this.#edges);
  }

  /** The texts of all parts, as they lie. */
  texts(): Buffer[] {
    const { bytes, begin } = this.#source;
    return this.#edges.slice(1).map((to, at) => bytes.part(begin + (this.#edges[at] ?? 0), begin + to));
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

const readersOfCode = new Map(ofCode.flatMap(readersOf));
const readersOfMessage = new Map(ofMessage.flatMap(readersOf));

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

/** A thing with zeros for its late values, so that names keep their order; and these, as texts: of a thing that was opened, as they lie. */
function parted<Thing extends object>(
  thing: Thing & { readonly [parts]?: LateParts },
  late: Parts<Thing>,
  readers: ReadonlyMap<string, PropertyDescriptor>,
): { outline: Thing; texts: readonly (string | Buffer)[]; print: string | undefined } {
  const outline: Record<string, unknown> = {};
  for (const name of Object.keys(thing)) outline[name] = readers.has(name) ? 0 : thing[name as keyof Thing];
  const opened = thing[parts];
  const textOf = (names: Parts<Thing>[number]): string =>
    JSON.stringify(Object.fromEntries(names.filter((name) => Object.hasOwn(thing, name)).map((name) => [name, thing[name]])));
  return { outline: outline as Thing, texts: opened ? opened.texts() : late.map(textOf), print: opened?.print };
}

/** A code taken apart. */
export interface Parted {
  readonly outline: CompiledCode;
  readonly place: Place;
  /** The texts of its late values. */
  readonly texts: readonly (string | Uint8Array)[];
  /** The print of its content, where it was opened and is what it was then. */
  readonly print: string | undefined;
}

/**
 * A code without its late values.
 * @param chunks is given their texts, one behind the other
 */
export function withoutLate(code: CompiledCode, chunks: { readonly length: number; add(text: string | Uint8Array): number }): Parted {
  const whole = parted(code, ofCode, readersOfCode);
  const messages = code.messages.map((message) => parted(message, ofMessage, readersOfMessage));
  const edges = (texts: Parted['texts']): Edges => [chunks.length, ...texts.map((text) => chunks.add(text))];
  return {
    outline: { ...whole.outline, messages: messages.map(({ outline }) => outline) },
    place: [edges(whole.texts), messages.map(({ texts }) => edges(texts))],
    texts: [whole, ...messages].flatMap(({ texts }) => texts),
    print: whole.print,
  };
}

/**
 * The code that {@link withoutLate} took apart: its late values are read when somebody asks for them.
 * @param print of its content
 */
export function withLate(outline: CompiledCode, [edges, ofMessages]: Place, source: Source, print?: string): CompiledCode {
  const messages = outline.messages.map((message, at) =>
    openedThing(message, readersOfMessage, new LateParts(source, ofMessages[at] ?? [])),
  );
  return openedThing({ ...outline, messages }, readersOfCode, new LateParts(source, edges, print));
}

/** A code that was opened, standing elsewhere: its late values stay late. */
export function movedTo(code: CompiledCode & { readonly [parts]?: LateParts }, declaredAt: CompiledCode['declaredAt']): CompiledCode {
  const opened = code[parts];
  if (!opened) return { ...code, declaredAt };
  return openedThing({ ...parted(code, ofCode, readersOfCode).outline, declaredAt }, readersOfCode, opened.ofOther());
}
