import type { CompiledCode, CompiledService } from '../compile/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { inMemory, joined, Writing } from './bytes.ts';
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
  /** Bytes of the third line, a list: its codes, with zeros for their late values, so that names keep their order. */
  readonly codes: number;
}

/** The second line. */
interface Head {
  /** Its codes are in the third line. */
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

/**
 * Puts what came of a service into bytes and opens it again. 10,000 compiled codes are 300 MB of objects, which V8 would look at in each
 * of its collections; as bytes they are 190 MB that nobody looks at.
 */
export function packed(result: ServiceResult): KnownService {
  return packedOf(result, result.compiled.codes);
}

/**
 * The same of a service that nobody looks at any more: its codes are taken out of it one by one. Nobody could hold all codes of a large one twice.
 * @param file an open one that is empty, for most of the bytes; absent: they are in memory
 */
export function packedAway(result: ServiceResult, file?: number): KnownService {
  const codes = result.compiled.codes.reverse();
  function* taken(): Generator<CompiledCode> {
    for (let code = codes.pop(); code; code = codes.pop()) yield code;
  }
  return packedOf(result, taken(), file);
}

function packedOf({ compiled, ...rest }: ServiceResult, codes: Iterable<CompiledCode>, file?: number): KnownService {
  const [outlines, late] = [new Writing(), new Writing(file)];
  const prints = [printOfService(compiled)];
  const places: Place[] = [];
  for (const code of codes) {
    const { outline, place, texts, print: known } = withoutLate(code, late);
    const text = JSON.stringify(outline);
    prints.push(known ?? print([text, ...texts.map(String)].join('\n')));
    outlines.add(`${places.length === 0 ? '[' : ','}${text}`);
    places.push(place);
  }
  outlines.add(places.length === 0 ? '[]' : ']');
  const head = Buffer.from(JSON.stringify({ compiled: { ...compiled, codes: [] }, prints, places } satisfies Head));
  const label: Label = {
    ...rest,
    service: compiled.service,
    names: Object.keys(compiled),
    head: head.length,
    codes: outlines.length,
  };
  const end = Buffer.from('\n');
  return opened(joined(inMemory(Buffer.from(`${JSON.stringify(label)}\n`), head, end, ...outlines.bytes().pieces(), end), late.bytes()));
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
  const { service, names, head: inHead, codes: inCodes, ...label } = JSON.parse(line) as Label;
  let head: Head | undefined;
  const read = (): Head => (head ??= openedHead(bytes, [Buffer.byteLength(line), inHead, inCodes], most));
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

/** @param lengths of the first three lines, in bytes, without their ends */
function openedHead(bytes: Bytes, [label, head, list]: readonly [number, number, number], most: number): Head {
  const parsed = (begin: number, length: number): unknown => JSON.parse(bytes.text(begin, begin + length));
  const { compiled, prints, places } = parsed(label + 1, head) as Head;
  const outlines = parsed(label + head + 2, list) as CompiledCode[];
  const source: Source = { bytes, begin: label + head + list + 3, recent: new Recent(most) };
  const codes = outlines.map((code, at) => withLate(code, places[at] ?? [[], []], source, prints[at + 1]));
  return { compiled: { ...compiled, codes }, prints, places: [] };
}

/** Services on a shelf: of what was kept, as much is read as somebody asks for. */
export const asService: Codec<KnownService> = {
  format: 'errdex-service 11',
  pack: ({ bytes }) => bytes.pieces(),
  unpack: (bytes) => opened(bytes),
};
