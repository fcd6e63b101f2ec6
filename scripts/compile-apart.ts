import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileBytes, nameless, writtenTo } from './cache/bytes.ts';
import type { Bytes, FileBytes } from './cache/bytes.ts';
import { cacheOf } from './cache/folder.ts';
import { asRecord, keptCodes } from './cache/kept-codes.ts';
import { asService, bytesOf, contentsOf, opened } from './cache/packed.ts';
import type { KnownService } from './cache/packed.ts';
import type { ContentPrints } from './cache/prints.ts';
import type { Store } from './cache/services.ts';
import { diskShelf, emptyShelf } from './cache/shelf.ts';
import type { Codec, Shelf } from './cache/shelf.ts';
import { leftOf, loadedFrom, withPlaces } from './check/locate.ts';
import type { Left } from './check/locate.ts';
import type { CompiledCatalog, CompiledService } from './compile/types.ts';
import { withTemporaryFolder } from './emit/writer.ts';
import { layoutOf } from './load/weigh.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { ownModule } from './model/own-module.ts';
import { compileCatalog } from './pipeline.ts';
import type { Context, Run } from './pipeline.ts';
import { apart } from './share/apart.ts';

/** What is to be compiled: plain data. */
export interface CompileTask extends Omit<Context, 'shelf' | 'codes' | 'store' | 'memory'> {
  readonly root: string;
  /** The output folder whose cache keeps services. Absent: nothing is kept. */
  readonly cachedFor: string | undefined;
  readonly identity: string;
}

/** A catalog for who has only to write what comes of it. */
export interface ToWrite extends Run {
  readonly contents?: ContentPrints;
  /** Open files with the bytes of the services, in order, where another process has compiled them; closed by whoever asked for them. */
  readonly files?: readonly FileBytes[];
}

/** From so many bytes of a catalog on, a process is worth its start. */
const usual = 4 * 2 ** 20;

/**
 * Compiles a catalog of which only what it becomes is wanted: its services are bytes, of which most is read when somebody asks for it. A large
 * one is compiled in a process of its own, of which nothing stays but the files that it has written.
 * @param large from how many bytes of YAML on
 * @param meanwhile is called when that process has started, or before this one compiles
 */
export async function compiledToWrite(task: CompileTask, large = usual, meanwhile: () => void = () => undefined): Promise<ToWrite> {
  const bytes = (await layoutOf(task.root))?.services.reduce((sum, service) => sum + service.bytes, 0) ?? 0;
  if (bytes >= large) return await compiledInProcess(task, meanwhile);
  meanwhile();
  const { services, ...compiled } = await compileTo(task);
  return runOf(
    compiled,
    services.map((service) => opened(bytesOf(service))),
  );
}

/** What came of a catalog, as plain data. */
interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly left?: Left;
  /** The catalog without its services. */
  readonly catalog?: CompiledCatalog;
}

async function compileTo(
  { root, cachedFor, identity: tool, ...context }: CompileTask,
  store?: Store,
): Promise<Compiled & { readonly services: readonly CompiledService[] }> {
  const on = <T>(folder: string, cache: string, codec: Codec<T>): Shelf<T> =>
    diskShelf(
      () => join(cacheOf(cache), folder),
      () => tool,
      codec,
    );
  const shelf = cachedFor === undefined ? emptyShelf<KnownService>(tool) : on('services', cachedFor, asService);
  const codes = cachedFor === undefined ? undefined : keptCodes(shelf, on('codes', cachedFor, asRecord));
  const {
    diagnostics: found,
    loaded,
    catalog,
  } = await compileCatalog(root, { ...context, shelf, ...(codes && { codes }), ...(store && { store }) });
  if (!loaded) return { diagnostics: found, services: [] };
  const diagnostics = withPlaces(found, loaded);
  return {
    diagnostics,
    left: leftOf(loaded, diagnostics),
    ...(catalog && { catalog: { ...catalog, services: [] } }),
    services: catalog?.services ?? [],
  };
}

/** The same as compiling gives. */
function runOf({ diagnostics, left, catalog }: Compiled, known: readonly KnownService[]): Omit<ToWrite, 'files'> {
  return {
    diagnostics,
    ...(left && { loaded: loadedFrom(left) }),
    ...(catalog && { catalog: { ...catalog, services: known.map(({ compiled }) => compiled) }, contents: contentsOf(known) }),
  };
}

/** Megabytes up to which no garbage is looked for, what the next collection waits for, and room for new objects: it is a fifth of the time. */
const roomy = ['--initial-old-space-size=400', '--heap-growing-percent=50', '--min-semi-space-size=16', '--max-semi-space-size=16'];

/** Where the bytes of a service stand. */
interface Place {
  readonly path: string;
  readonly begin: number;
}

type Told = Compiled & {
  /** Of the services, in order. */
  readonly places: readonly Place[];
};

/** What is known of a service, and the file that it is read from. */
interface Arrived {
  readonly file: FileBytes;
  readonly known: KnownService;
}

async function compiledInProcess(task: CompileTask, meanwhile: () => void): Promise<ToWrite> {
  const arrived = new Map<string, Arrived>();
  const arrive = ({ path, begin }: Place): Arrived => {
    const file = fileBytes(path, begin);
    const one = { file, known: opened(file) };
    arrived.set(path, one);
    return one;
  };
  /** While the next is compiled, there is time to read what lists say of this one. */
  const onNote = (place: Place): void => void arrive(place).known.prints;
  let files: readonly FileBytes[] = [];
  try {
    return await withTemporaryFolder(fileURLToPath(import.meta.url), async (folder) => {
      const told = apart<Told, Place>(ownModule('compile-process'), { ...task, folder }, { node: roomy, onNote });
      meanwhile();
      const { places, ...compiled } = await told;
      // They are read when the folder is gone: whoever kills this process leaves nothing behind.
      const services = places.map((place) => arrived.get(place.path) ?? arrive(place));
      files = services.map(({ file }) => file);
      const known = services.map((one) => one.known);
      return { ...runOf(compiled, known), files };
    });
  } finally {
    for (const { file } of arrived.values()) if (!files.includes(file)) file.close();
  }
}

/**
 * Compiles with the bytes of services in files, by which one process gives them to another.
 * @param note is told of each file when it is there
 */
export async function compileIntoFiles(
  { folder, ...task }: CompileTask & { readonly folder: string },
  note: (place: Place) => void,
): Promise<Told> {
  const places = new Map<Bytes, Place>();
  const put = (bytes: Bytes, link?: Parameters<Store['put']>[1]): FileBytes => {
    const path = join(folder, String(places.size));
    const begin = link?.(path);
    const stored = begin === undefined ? writtenTo(path, bytes.pieces()) : fileBytes(path, begin);
    const place = { path, begin: stored.begin };
    places.set(stored, place);
    note(place);
    return stored;
  };
  const { services, ...compiled } = await compileTo(task, { put, scratch: () => nameless(join(folder, 'scratch')) });
  // Of one to which something was added since, the bytes are made now.
  const placeOf = (bytes: Bytes): Place => places.get(bytes) ?? placeOf(put(bytes));
  return { ...compiled, places: services.map((service) => placeOf(bytesOf(service))) };
}
