import { CatalogError, isError } from '../check/catalog-error.ts';
import { check } from '../check/index.ts';
import { createDecoder, lexiconOf } from '../envelope/index.ts';
import type { Candidate, DecodeOptions, Verdict } from '../envelope/index.ts';
import type { Message } from '../envelope/node.ts';
import { pipesOf } from '../envelope/scope.ts';
import { loadCatalog } from '../load/index.ts';
import { contextOf } from './options.ts';
import type { Options } from './options.ts';

/** One way to read a message. */
export interface Reading extends Pick<Candidate, 'occurrence' | 'problems' | 'extras' | 'deprecated' | 'ambiguous'> {
  readonly service: string;
  readonly envelope: string;
  /** Absent where the message is a carrier of other errors and has no code of its own. */
  readonly code?: string;
}

/** What a message is: `verdict` says how sure that is, `readings` the codes that fit or nearly fit, the best first. */
export interface Decoded extends Pick<Verdict, 'verdict' | 'unknown'> {
  readonly readings: readonly Reading[];
}

/** Reads messages of every service of a catalog. */
export type Decode = (message: Message, options?: DecodeOptions) => Decoded;

/**
 * Reads a catalog once, for decoding many messages.
 *
 * @param folder of the catalog, relative to the working directory
 * @throws CatalogError when a finding is an error
 */
export async function loadDecoder(folder: string, options: Options = {}): Promise<Decode> {
  const loaded = await loadCatalog(folder);
  const checked = loaded.value && check(loaded.value, contextOf(options));
  const diagnostics = [...loaded.diagnostics, ...(checked?.diagnostics ?? [])];
  if (!checked?.value.complete || diagnostics.some(isError))
    throw new CatalogError({ diagnostics, ...(loaded.value && { loaded: loaded.value }) }, folder, options.cwd ?? process.cwd());
  const { catalog, services } = checked.value;
  const entries = [...services.values()].flatMap(({ messages }) => messages.entries);
  const tables = new Map(catalog.services.map((service) => [service.service, pipesOf(service)]));
  const decoder = createDecoder(entries, lexiconOf(entries, tables));
  return (message, wanted) => {
    const { candidates, ...verdict } = decoder.decode(message, wanted);
    return { ...verdict, readings: candidates.map(readingOf) };
  };
}

/**
 * Tells which code a message carries, with the values that it shows, or why none fits.
 * Reads the catalog anew each time: for many messages see {@link loadDecoder}.
 *
 * @param folder of the catalog, relative to the working directory
 * @param message by its slots: `{ status: 404, headers: { ... }, body: { ... } }` for HTTP
 * @throws CatalogError when the catalog has errors; never because of the message
 */
export async function decode(folder: string, message: Message, options: Options & DecodeOptions = {}): Promise<Decoded> {
  return (await loadDecoder(folder, options))(message, options);
}

function readingOf({ entry, occurrence, problems, extras, deprecated, ambiguous }: Candidate): Reading {
  const { service, envelope, code } = entry;
  return { service, envelope, ...(code !== undefined && { code }), occurrence, problems, extras, deprecated, ambiguous };
}
