import type { CompiledService, Texts } from '../compile/types.ts';
import type { Entry } from '../envelope/node.ts';
import type { Transport } from '../model/vocabulary.ts';
import type { Card } from './entries.ts';

/** Whose places these are: those of a transport, of sub-errors, or of mere wordings. */
export type Shelves = Transport | 'text';

/** A place at which constants or texts tell entries apart; `lengths`: of the beginnings of texts there. */
export interface KeyPlace {
  at: string;
  lengths: number[];
}

/** `decode/index.json`: which templates a message needs. */
export interface DecodeRoot {
  /** Changes with the content, so that a browser never mixes two builds. */
  version: string;
  services: { service: string; title: Texts; transports: Transport[] }[];
  /** For each file of templates, the number of its service. */
  files: number[];
  places: Partial<Record<Shelves, KeyPlace[]>>;
  /** For each file, its keys without a separator: {@link keySize} characters each. */
  keys: string[];
  /** By shelf and slot, the files with entries that have no key in this slot: what stands there does not rule them out. */
  free: Partial<Record<Shelves, Record<string, number[]>>>;
  /** Files with entries that have no key: always needed. */
  loose: number[];
}

/** `decode/<n>.json`: some codes of a service, with everything that reading and telling them needs. */
export interface DecodeFile {
  service: string;
  tables?: CompiledService['tables'];
  cards: Omit<Card, 'service' | 'of'>[];
  entries: Omit<Entry, 'service'>[];
}

/** Characters of a key: 24 bits, so that one in some hundred lookups loads a file too many at 10,000 codes. */
export const keySize = 4;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The key of a value at a place (FNV-1a, folded to 24 bits).
 *
 * @param kind `=` a constant, `^` the beginning of a text
 */
export function keyOf(shelf: Shelves, at: string, kind: '=' | '^', value: string): string {
  let hash = 0x811c9dc5;
  for (const part of [shelf, at, kind, value]) {
    for (let index = 0; index < part.length; index += 1) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193) >>> 0;
    hash = Math.imul(hash ^ 0x1f, 0x01000193) >>> 0;
  }
  const folded = (hash ^ (hash >>> 24)) & 0xffffff;
  return [18, 12, 6, 0].map((shift) => DIGITS[(folded >> shift) & 63]).join('');
}
