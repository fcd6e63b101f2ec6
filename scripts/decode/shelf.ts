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

/** An answer from a part of the templates. `incomplete`: more files may know the message than are loaded for one; then nothing is certain. */
export type Told = Answer & { incomplete: boolean };

/** Templates that are there in part: a message loads those that it may need, each file once. */
export interface DecodeShelf {
  root: DecodeRoot;
  answer(pasted: Pasted, hints?: Hints): Promise<Told>;
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
    const inner: Json[] = Array.isArray(one) ? one : isObject(one) ? Object.values(one) : [];
    for (const item of inner.slice(0, MOST_VALUES)) found.push(item);
  }
  return found;
}

function lowerNames(message: Record<string, Json>): Record<string, Json> {
  if (!isObject(message.headers)) return message;
  return {
    ...message,
    headers: Object.fromEntries(
      Object.entries(message.headers as Record<string, Json>).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

type Place = KeyPlace & { steps: string[] };

/** The keys by which a message can be found, by slot; a slot that it has and that gives none has an empty list. */
function keysOf(shelf: Shelves, places: readonly Place[], message: Json): Map<string, string[]> {
  const slots = new Map<string, string[]>();
  for (const { at, steps, lengths } of places) {
    const [slot = ''] = steps;
    if (valueAt(message, [slot]) === undefined) continue;
    const keys = slots.get(slot) ?? [];
    slots.set(slot, keys);
    const value = valueAt(message, steps);
    if (value === undefined || (typeof value === 'object' && value !== null)) continue;
    const sent = typeof value === 'string' && slot === 'headers' ? value.trim() : value;
    keys.push(keyOf(shelf, at, '=', constantKey(sent)));
    if (typeof sent !== 'string') continue;
    for (const length of lengths) if (length <= sent.length) keys.push(keyOf(shelf, at, '^', sent.slice(0, length)));
  }
  return slots;
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

  const need = async (numbers: Iterable<number>): Promise<Reader> => {
    const missing = [...new Set(numbers)].filter((file) => !loaded.has(file));
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

  /** Files that may know a message: in every slot that it has, they share something with it or have no key there. */
  const files = (shelf: Shelves, list: readonly Place[], message: Json): Map<number, number> => {
    const weights = new Map<number, number>();
    const slots = [...keysOf(shelf, list, message)].map(([slot, keys]) => {
      const found = new Map<number, number>((root.free[shelf]?.[slot] ?? []).map((file) => [file, 0]));
      for (const key of new Set(keys)) {
        const owners = filesOf.get(key) ?? [];
        for (const file of owners) found.set(file, (found.get(file) ?? 0) + 1 / owners.length);
      }
      return found;
    });
    for (const [file] of slots[0] ?? []) {
      if (!slots.every((slot) => slot.has(file))) continue;
      const weight = slots.reduce((sum, slot) => sum + (slot.get(file) ?? 0), 0);
      if (weight > 0) weights.set(file, weight);
    }
    return weights;
  };

  /** The files of several messages, those that share the rarest things with one of them first. */
  const rank = (found: readonly ReadonlyMap<number, number>[], hints: Hints): number[] => {
    const weights = new Map<number, number>(root.loose.map((file) => [file, 0]));
    for (const one of found) for (const [file, weight] of one) weights.set(file, Math.max(weights.get(file) ?? 0, weight));
    return [...weights]
      .filter(([file]) => allowed(file, hints))
      .sort((one, two) => two[1] - one[1])
      .map(([file]) => file);
  };

  const wanted = (pasted: Pasted): Map<number, number>[] => {
    const inner = [
      ...pasted.views.flatMap(({ message }) => Object.values(message)),
      ...(pasted.around === undefined ? [] : [pasted.around]),
    ].flatMap(valuesIn);
    return places.flatMap(({ shelf, list }) => {
      if (shelf === 'text') return (pasted.texts ?? []).map((text) => files(shelf, list, { body: text }));
      if (shelf === 'nested') return inner.map((body) => files(shelf, list, { body }));
      const within = pasted.around === undefined ? [] : inner.filter(isObject).map((body) => files(shelf, list, { body }));
      // Header names of Kafka have a case.
      return [...pasted.views.map(({ message }) => files(shelf, list, shelf === 'kafka' ? message : lowerNames(message))), ...within];
    });
  };

  /** What is near by its wording, or else by its service: for naming the nearest code of a message that fits none. */
  const around = (pasted: Pasted, hints: Hints): number[] => {
    const values = pasted.views.flatMap(({ message }) => Object.values(message).flatMap(valuesIn));
    const texts = places.find(({ shelf }) => shelf === 'text')?.list ?? [];
    const near = rank(
      values.flatMap((body) => (typeof body === 'string' ? [files('text', texts, { body })] : [])),
      hints,
    );
    const first = root.services.map((_, service) => root.files.indexOf(service)).filter((file) => allowed(file, hints));
    return [...near.slice(0, 4), ...first.slice(0, FEW)];
  };

  return {
    root,
    card: (service, code) => cards.get(cardKey(service, code)),
    async answer(pasted, hints = {}) {
      const all = root.files.map((_, file) => file);
      if (all.length <= FEW) return { ...(await need(all)).answer(pasted, hints), incomplete: false };
      const needed = rank(wanted(pasted), hints);
      const incomplete = needed.length > MOST;
      let answer = (await need(needed.slice(0, MOST))).answer(pasted, hints);
      if (['broken', 'unknown-code', 'foreign'].includes(answer.verdict) && !pasted.texts)
        answer = (await need(around(pasted, hints))).answer(pasted, hints);
      if (incomplete && answer.verdict === 'certain') return { ...answer, verdict: 'likely', incomplete };
      return { ...answer, incomplete };
    },
  };
}
