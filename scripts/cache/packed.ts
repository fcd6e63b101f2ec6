import type { CompiledService } from '../compile/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { inMemory } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { Recent, withLate, withoutLate } from './late.ts';
import type { Place, Source } from './late.ts';
import { print } from '../model/print.ts';
import { printOfService } from './prints.ts';
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

/** A code of four messages has fourteen parts; more of them are garbage of the expensive kind. */
const mostRead = 64;

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

/**
 * Puts what came of a service into bytes and opens it again. 10,000 compiled codes are 300 MB of objects, which V8 would look at in each
 * of its collections; as bytes they are 190 MB that nobody looks at.
 */
export function packed({ compiled, ...rest }: ServiceResult): KnownService {
  const chunks = new Chunks();
  const codes = compiled.codes.map((code) => {
    const { outline, place, texts } = withoutLate(code, chunks);
    return { outline, place, print: print([JSON.stringify(outline), ...texts].join('\n')) };
  });
  const head: Head = {
    compiled: { ...compiled, codes: codes.map(({ outline }) => outline) },
    prints: [printOfService(compiled), ...codes.map((one) => one.print)],
    places: codes.map(({ place }) => place),
  };
  const text = JSON.stringify(head);
  const label: Label = { ...rest, service: compiled.service, names: Object.keys(compiled), head: Buffer.byteLength(text) };
  return opened(inMemory(chunks.behind(JSON.stringify(label), text)));
}

/** What came of a service, as it is: whoever compiles again and again need not wait for bytes, which take a third of the time of a service. */
export function unpacked(result: ServiceResult): KnownService {
  let made: KnownService | undefined;
  const inBytes = (): KnownService => (made ??= packed(result));
  return {
    ...result,
    get prints() {
      return inBytes().prints;
    },
    get bytes() {
      return inBytes().bytes;
    },
  };
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
  const codes = compiled.codes.map((code, at) => withLate(code, places[at] ?? [[], []], source));
  return { compiled: { ...compiled, codes }, prints, places: [] };
}

/** Services on a shelf: of what was kept, as much is read as somebody asks for. */
export const asService: Codec<KnownService> = {
  format: 'errdex-service 10',
  pack: ({ bytes }) => bytes.all(),
  unpack: (bytes) => opened(inMemory(bytes)),
};
