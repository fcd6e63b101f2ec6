import { constantKey, valueAt } from '../envelope/index-entries.ts';
import type { Entry } from '../envelope/node.ts';
import { fromPointer, isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Answer } from './answer.ts';
import type { Card } from './entries.ts';
import { cardKey, lexiconFor } from './of-catalog.ts';
import type { Pasted } from './pasted.ts';
import { createReader } from './reader.ts';
import type { Hints, Reader } from './reader.ts';
import { keyOf, keySize } from './shelf-format.ts';
import type { DecodeFile, DecodeRoot, KeyPlace, Shelves } from './shelf-format.ts';

/** Gives the text of a file, by its path below `decode/`. */
export type LoadText = (path: string) => Promise<string>;

/** Templates that are there in part: a message loads those that it may need, each file once. */
export interface DecodeShelf {
  root: DecodeRoot;
  /** `incomplete`: more files may know the message than are loaded for one; then nothing is certain. */
  answer(pasted: Pasted, hints?: Hints): Promise<Answer & { incomplete: boolean }>;
  card(service: string, code: string): Card | undefined;
}

/** Files that are simply all loaded: 512 codes and less. */
const FEW = 8;
/** Files that are loaded for one message: 1,536 codes. */
const MOST = 24;
const MOST_VALUES = 600;

/** Values inside a message: each may be a sub-error, or the message itself inside a log record. */
function valuesIn(value: Json): Json[] {
  const found: Json[] = [value];
  for (let at = 0; at < found.length && found.length < MOST_VALUES; at += 1) {
    const one = found[at];
    const inner: Json[] = Array.isArray(one) ? one : isObject(one) ? (Object.values(one) as Json[]) : [];
    for (const item of inner.slice(0, MOST_VALUES)) found.push(item);
  }
  return found;
}

function lowerNames(message: Record<string, Json>): Record<string, Json> {
  if (!isObject(message.headers)) return message;
  return { ...message, headers: Object.fromEntries(Object.entries(message.headers as Record<string, Json>).map(([name, value]) => [name.toLowerCase(), value])) };
}

/** The keys that a value can be found by. */
function keysOf(shelf: Shelves, places: readonly (KeyPlace & { steps: string[] })[], message: Json): string[] {
  return places.flatMap(({ at, steps, lengths }) => {
    const value = valueAt(message, steps);
    if (value === undefined || (typeof value === 'object' && value !== null)) return [];
    const texts = typeof value === 'string' ? lengths.filter((length) => length <= value.length).map((length) => value.slice(0, length)) : [];
    const sent = typeof value === 'string' && shelf !== 'text' && at.startsWith('/headers/') ? value.trim() : value;
    return [keyOf(shelf, at, '=', constantKey(sent)), ...texts.map((text) => keyOf(shelf, at, '^', text))];
  });
}

/** Opens the shelf: loads its root. Rejects as `load` does. */
export async function openDecodeShelf(load: LoadText): Promise<DecodeShelf> {
  const root = JSON.parse(await load('index.json')) as DecodeRoot;
  const filesOf = new Map<string, number[]>();
  for (const [file, text] of root.keys.entries())
    for (let at = 0; at < text.length; at += keySize) {
      const key = text.slice(at, at + keySize);
      const known = filesOf.get(key);
      if (known) known.push(file);
      else filesOf.set(key, [file]);
    }
  const places = Object.entries(root.places).map(([shelf, list]) => ({
    shelf: shelf as Shelves,
    list: list.map((place) => ({ ...place, steps: fromPointer(place.at) })),
  }));
  const loaded = new Map<number, DecodeFile>();
  const cards = new Map<string, Card>();
  let reader: Reader | undefined;

  const need = async (files: Iterable<number>): Promise<Reader> => {
    const missing = [...new Set(files)].filter((file) => !loaded.has(file));
    const texts = await Promise.all(missing.map((file) => load(`${String(file)}.json?v=${root.version}`)));
    for (const [at, text] of texts.entries()) {
      const number = missing[at] ?? 0;
      if (loaded.has(number)) continue;
      const file = JSON.parse(text) as DecodeFile;
      loaded.set(number, file);
      reader = undefined;
      const title = root.services.find(({ service }) => service === file.service)?.title ?? {};
      for (const card of file.cards) cards.set(cardKey(file.service, card.id), { ...card, service: file.service, of: title });
    }
    if (reader) return reader;
    const parts = [...loaded.values()];
    const entries = parts.flatMap(({ service, entries: own }) => own.map((entry): Entry => ({ ...entry, service })));
    const services = parts.map(({ service, tables }) => ({ service, ...(tables && { tables }) }));
    return (reader = createReader(entries, lexiconFor(entries, services)));
  };

  const allowed = (file: number, hints: Hints): boolean =>
    hints.service === undefined || root.services[root.files[file] ?? -1]?.service === hints.service;

  /** Files by how rarely what they share with the message is found elsewhere. */
  const rank = (keys: Iterable<string>, hints: Hints): number[] => {
    const weights = new Map<number, number>(root.loose.map((file) => [file, 0]));
    for (const key of new Set(keys)) {
      const files = filesOf.get(key) ?? [];
      for (const file of files) weights.set(file, (weights.get(file) ?? 0) + 1 / files.length);
    }
    return [...weights].filter(([file]) => allowed(file, hints)).sort((one, two) => two[1] - one[1]).map(([file]) => file);
  };

  const wanted = (pasted: Pasted): string[] => {
    const inner = [...pasted.views.flatMap(({ message }) => Object.values(message)), ...(pasted.around === undefined ? [] : [pasted.around])].flatMap(valuesIn);
    return places.flatMap(({ shelf, list }) => {
      if (shelf === 'text') return (pasted.texts ?? []).flatMap((text) => keysOf(shelf, list, { body: text }));
      if (shelf === 'nested') return inner.flatMap((body) => keysOf(shelf, list, { body }));
      const within = pasted.around === undefined ? [] : inner.filter(isObject).flatMap((body) => keysOf(shelf, list, { body }));
      // Header names of Kafka have a case.
      const views = pasted.views.map(({ message }) => (shelf === 'kafka' ? message : lowerNames(message)));
      return [...views.flatMap((message) => keysOf(shelf, list, message)), ...within];
    });
  };

  /** What is near by its wording, or else by its service: for naming the nearest code of a message that fits none. */
  const around = (pasted: Pasted, hints: Hints): number[] => {
    const values = pasted.views.flatMap(({ message }) => Object.values(message).flatMap(valuesIn));
    const texts = places.find(({ shelf }) => shelf === 'text')?.list ?? [];
    const near = rank(values.flatMap((body) => (typeof body === 'string' ? keysOf('text', texts, { body }) : [])), hints);
    const first = root.services.map((_, service) => root.files.indexOf(service)).filter((file) => allowed(file, hints));
    return [...near.slice(0, 4), ...first.slice(0, FEW)];
  };

  return {
    root,
    card: (service, code) => cards.get(cardKey(service, code)),
    async answer(pasted, hints = {}) {
      const all = root.files.map((_, file) => file);
      if (all.length <= FEW) return { ...(await need(all)).answer(pasted, hints), incomplete: false };
      const files = rank(wanted(pasted), hints);
      const incomplete = files.length > MOST;
      let answer = (await need(files.slice(0, MOST))).answer(pasted, hints);
      if (['broken', 'unknown-code', 'foreign'].includes(answer.verdict) && !pasted.texts) answer = (await need(around(pasted, hints))).answer(pasted, hints);
      if (incomplete && answer.verdict === 'certain') return { ...answer, verdict: 'likely', incomplete };
      return { ...answer, incomplete };
    },
  };
}
