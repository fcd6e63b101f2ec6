import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { isObject } from '../../model/json.ts';
import { byteDamage, folderDamage } from './files.ts';
import type { Folder } from './files.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';
import { textDamage } from './text.ts';
import { valueDamage } from './values.ts';

const fixtures = new URL('../fixtures/model/', import.meta.url);

/** The sound catalogs that are damaged: the fixtures of the model, as far as they are YAML. */
export function soundCatalogs(): Folder[] {
  return readdirSync(fixtures)
    .toSorted()
    .map((name) => {
      const root = new URL(`${name}/input/`, fixtures).pathname;
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const paths = files.map(({ parentPath, name: file }) => join(parentPath, file).slice(root.length)).toSorted();
      return new Map(paths.map((path) => [path, readFileSync(join(root, path))]));
    })
    .filter((folder: Folder) => [...folder.keys()].every((path) => path.endsWith('.yaml')));
}

/** A catalog folder with its damage, the names of which say what was done. */
export interface Damaged {
  readonly folder: Folder;
  readonly what: readonly string[];
}

const kinds = [
  {
    weight: 40,
    of: textDamage,
    to: (folder: Folder, path: string, name: string, random: Random) =>
      onText(folder, path, (text) => textDamage[name]?.(text, random) ?? text),
  },
  {
    weight: 45,
    of: valueDamage,
    to: (folder: Folder, path: string, name: string, random: Random) => onText(folder, path, (text) => onValue(text, name, random)),
  },
  {
    weight: 5,
    of: byteDamage,
    to: (folder: Folder, path: string, name: string, random: Random) =>
      onBytes(folder, path, (bytes) => byteDamage[name]?.(bytes, random) ?? bytes),
  },
  {
    weight: 10,
    of: folderDamage,
    to: (folder: Folder, path: string, name: string, random: Random) => folderDamage[name]?.(folder, path, random),
  },
] as const;

/** Names of all kinds of damage, for a count of what was tried. */
export const damages: readonly string[] = kinds.flatMap(({ of }) => Object.keys(of));

/** The damaged catalog of a number; the same for the same number. One to three things are wrong with it. */
export function damaged(sound: readonly Folder[], number: number): Damaged {
  const random = randomOf(number);
  const folder: Folder = new Map(random.one(sound));
  const what: string[] = [];
  for (let left = random.one([1, 1, 1, 2, 3]); left > 0; left -= 1) {
    const mains = [...folder.keys()].filter((path) => Buffer.isBuffer(folder.get(path)) && path.includes('/'));
    if (mains.length === 0) break;
    const kind =
      kinds[
        pick(
          random,
          kinds.map(({ weight }) => weight),
        )
      ] ?? kinds[0];
    const name = random.one(Object.keys(kind.of));
    kind.to(folder, random.one(mains), name, random);
    what.push(name);
  }
  return { folder, what };
}

function pick(random: Random, weights: readonly number[]): number {
  let left = random.below(weights.reduce((sum, one) => sum + one, 0));
  return weights.findIndex((weight) => (left -= weight) < 0);
}

function onBytes(folder: Folder, path: string, change: (bytes: Buffer) => Buffer): void {
  const entry = folder.get(path);
  if (Buffer.isBuffer(entry)) folder.set(path, change(entry));
}

function onText(folder: Folder, path: string, change: (text: string) => string): void {
  onBytes(folder, path, (bytes) => Buffer.from(change(bytes.toString('utf8')), 'utf8'));
}

/** Changes what a text says; a text that is broken already, or holds aliases, stays as it is. */
function onValue(text: string, name: string, random: Random): string {
  // The parser takes for ever where its stack ends in the depths; the tool does not let it get there.
  if (text.includes('[[[[[[[[[[') || text.includes('{a: {a: {a: {a: ')) return text;
  try {
    const value: unknown = parse(text, { uniqueKeys: false, logLevel: 'error', maxAliasCount: 0 });
    if (!isObject(value)) return text;
    valueDamage[name]?.(value, random);
    return random.chance(50) ? JSON.stringify(value, undefined, 1) : stringify(value, { aliasDuplicateObjects: false });
  } catch {
    return text;
  }
}
