import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from '../cache/folder.ts';
import { asService } from '../cache/packed.ts';
import { print } from '../model/print.ts';
import { hashes } from './processes.ts';
import { startingCatalog } from './rebuild/edits.ts';
import type { Editable } from './rebuild/edits.ts';
import { inodes, project, written } from './rebuild/project.ts';

const made = project();
afterAll(() => made.remove());
const [one, two] = [startingCatalog(), startingCatalog()];
for (const catalog of [one, two]) for (const name of ['service-2', 'service-3']) catalog.services.delete(name);
for (const code of [...(two.services.get('service-1')?.codes.values() ?? [])].slice(0, 1)) code['title'] = 'Another title';
const clean = new Map<Editable, Record<string, string>>();
const cache = cacheFolder(made.out);
const manifest = join(cache, 'manifest');
const spare = join(cache, 'spare');
const services = join(cache, 'services');
const parts = join(cache, 'parts');
/** What stands on a shelf, in some order. */
const on = (shelf: string) => (): string[] => readdirSync(shelf).flatMap((name) => (name === '.gitignore' ? [] : [join(shelf, name)]));
const [keptServices, keptParts] = [on(services), on(parts)];
/** A file that both catalogs give, and one that they give differently. */
let same = '';
let other = '';
const stranger = join(dirname(dirname(made.out)), 'stranger');

beforeAll(async () => {
  mkdirSync(stranger);
  writeFileSync(join(stranger, 'thesis.txt'), 'years of work');
  for (const catalog of [one, two]) {
    expect(await made.build(catalog, { into: 'clean', site: false })).toEqual([]);
    clean.set(catalog, hashes(made.clean));
  }
  const [left = {}, right = {}] = clean.values();
  same = Object.keys(left).find((path) => /^schemas\/service-1\/.*_\d+\.json$/.test(path) && left[path] === right[path]) ?? '';
  other = Object.keys(left).find((path) => /^service-1\/.*\.json$/.test(path) && left[path] !== right[path]) ?? '';
});

/** Flips a bit of a file, at a share of its length. */
function flip(file: string, share: number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(share * (bytes.length - 1));
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}

/** Puts something else in the place of a part of a text, which is there. */
function rewrite(file: string, part: RegExp, by: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(part);
  writeFileSync(file, text.replace(part, by));
}

/** Writes other bytes into a file in place, as many, and puts its times back. */
function forge(file: string): void {
  const { atimeMs, mtimeMs } = statSync(file);
  flip(file, 0.5);
  utimesSync(file, atimeMs / 1000, mtimeMs / 1000);
}

const damage: Readonly<Record<string, () => void>> = {
  'the cache deleted': () => rmSync(cache, { recursive: true }),
  'the manifest deleted': () => rmSync(manifest),
  'the manifest empty': () => truncateSync(manifest, 0),
  'the manifest cut short': () => truncateSync(manifest, Math.floor(statSync(manifest).size / 2)),
  'the manifest without its last byte': () => truncateSync(manifest, statSync(manifest).size - 1),
  ...Object.fromEntries(
    [0, 0.01, 0.3, 0.6, 0.9, 1].map((share) => [`a bit of the manifest flipped at ${share}`, () => flip(manifest, share)]),
  ),
  // Its print is right, as below.
  'the manifest of other types': () => {
    const body = '{"a":[1,null]}\n';
    rewrite(manifest, /^(\S+ \S+ \S+) [^]*/, `$1 ${print(body)}\n${body}`);
  },
  'the manifest not text': () => writeFileSync(manifest, Buffer.from([0, 255, 254, 10, 128])),
  'the manifest a folder': () => {
    rmSync(manifest);
    mkdirSync(manifest);
  },
  'the cache of another tool': () => rewrite(manifest, /^(\S+ \S+) \S+/, '$1 other'),
  'the cache of another format': () => rewrite(manifest, /^(\S+) \S+/, '$1 0'),
  'the cache a file': () => {
    rmSync(cache, { recursive: true });
    writeFileSync(cache, 'x');
  },
  'the spare folder deleted': () => rmSync(spare, { recursive: true, force: true }),
  'a file of the spare folder edited': () => forge(join(spare, same)),
  'a file of the spare folder copied': () => {
    const file = join(spare, same);
    cpSync(file, `${file}.copy`, { preserveTimestamps: true });
    renameSync(`${file}.copy`, file);
  },
  'strangers in the spare folder': () => {
    mkdirSync(join(spare, 'a/b'), { recursive: true });
    writeFileSync(join(spare, 'a/b/c.txt'), 'c');
    mkdirSync(join(spare, 'empty/er'), { recursive: true });
    symlinkSync(stranger, join(spare, 'link'));
    symlinkSync(join(stranger, 'thesis.txt'), join(spare, 'catalog.txt'));
  },
  'a file of the spare folder a link': () => {
    rmSync(join(spare, same));
    symlinkSync(join(stranger, 'thesis.txt'), join(spare, same));
  },
  'a folder of the spare folder a link': () => {
    rmSync(join(spare, 'schemas'), { recursive: true });
    symlinkSync(stranger, join(spare, 'schemas'));
  },
  'a folder of the spare folder a link to the very same files': () => {
    renameSync(join(spare, 'schemas'), join(dirname(stranger), 'elsewhere'));
    symlinkSync(join(dirname(stranger), 'elsewhere'), join(spare, 'schemas'));
  },
  'a stranger for a file of the spare folder': () => {
    rmSync(join(spare, same));
    writeFileSync(join(spare, dirname(same), 'stranger'), 'x');
  },
  'the spare folder a link': () => {
    rmSync(spare, { recursive: true, force: true });
    symlinkSync(stranger, spare);
  },
  'the spare folder of another output': () => {
    rmSync(spare, { recursive: true, force: true });
    cpSync(made.clean, spare, { recursive: true });
  },
  'a file where the spare folder needs a folder': () => {
    rmSync(join(spare, 'service-1'), { recursive: true, force: true });
    writeFileSync(join(spare, 'service-1'), 'x');
  },
  'a folder where the spare folder needs a file': () => {
    rmSync(join(spare, other));
    mkdirSync(join(spare, other));
  },
  'a file of the output edited': () => writeFileSync(join(made.out, same), 'edited'),
  'a file of the output edited, of the same size and time': () => forge(join(made.out, same)),
  'a file of the output that is to change edited': () => forge(join(made.out, other)),
  'a file of the output deleted': () => rmSync(join(made.out, same)),
  'a file of the output replaced by an older one': () => {
    cpSync(join(made.clean, other), join(made.out, other), { preserveTimestamps: true });
  },
  'a file of the output a link': () => {
    rmSync(join(made.out, same));
    symlinkSync(join(stranger, 'thesis.txt'), join(made.out, same));
  },
  'a file of the output a folder': () => {
    rmSync(join(made.out, same));
    mkdirSync(join(made.out, same));
  },
  'a folder of the output a file': () => {
    rmSync(join(made.out, 'schemas'), { recursive: true });
    writeFileSync(join(made.out, 'schemas'), 'x');
  },
  'strangers in the output': () => {
    mkdirSync(join(made.out, 'mine/own'), { recursive: true });
    writeFileSync(join(made.out, 'mine/own.txt'), 'mine');
  },
  'the output deleted': () => rmSync(made.out, { recursive: true }),
  'the kept services deleted': () => rmSync(services, { recursive: true }),
  'the kept services a file': () => {
    rmSync(services, { recursive: true });
    writeFileSync(services, 'x');
  },
  'a kept service empty': () => keptServices().forEach((file) => truncateSync(file, 0)),
  'a kept service cut short': () => keptServices().forEach((file) => truncateSync(file, Math.floor(statSync(file).size / 2))),
  ...Object.fromEntries(
    [0, 0.001, 0.5, 1].map((share) => [
      `a bit of a kept service flipped at ${share}`,
      () => keptServices().forEach((file) => flip(file, share)),
    ]),
  ),
  // Its print is right: only what it holds is not what the tool has written.
  'a kept service of other types': () =>
    keptServices().forEach((file) => {
      const body = '{"compiled":[1,null]}\n';
      writeFileSync(file, `${asService.format} ${basename(file)} ${print(body)}\n${body}`);
    }),
  'a kept service a folder': () =>
    keptServices().forEach((file) => {
      rmSync(file);
      mkdirSync(join(file, 'within'), { recursive: true });
    }),
  'strangers among the kept services': () => writeFileSync(join(services, 'mine'), 'mine'),
  'the kept parts deleted': () => rmSync(parts, { recursive: true }),
  'the kept parts a file': () => {
    rmSync(parts, { recursive: true });
    writeFileSync(parts, 'x');
  },
  'the kept parts cut short': () => keptParts().forEach((file) => truncateSync(file, Math.floor(statSync(file).size / 2))),
  ...Object.fromEntries(
    [0, 0.5, 1].map((share) => [`a bit of the kept parts flipped at ${share}`, () => keptParts().forEach((file) => flip(file, share))]),
  ),
  'kept parts of other types': () => keptParts().forEach((file) => writeFileSync(file, 'errdex-part 1 x y\n{"kept":[1,null]}')),
  'kept parts in the place of each other': () => {
    const all = keptParts();
    const texts = all.map((file) => readFileSync(file));
    for (const [at, file] of all.entries()) writeFileSync(file, texts[(at + 1) % texts.length] ?? '');
  },
  'a kept part a folder': () =>
    keptParts().forEach((file) => {
      rmSync(file);
      mkdirSync(join(file, 'within'), { recursive: true });
    }),
  'strangers among the kept parts': () => writeFileSync(join(parts, 'mine'), 'mine'),
  'the output of a build without a cache': () => {
    rmSync(made.out, { recursive: true });
    cpSync(made.clean, made.out, { recursive: true });
  },
};

/** Three builds, so that there is a folder to start with; those that follow each damage do as well where they have left all that they should. */
async function start(): Promise<void> {
  const isThere = [manifest, join(spare, same), services, parts].every((path) => existsSync(path));
  if (!isThere) for (const catalog of [one, two, one]) expect(await made.build(catalog, { into: 'out', site: false })).toEqual([]);
}

describe('the cache costs time only', () => {
  it.each(Object.entries(damage))('%s', async (_, apply) => {
    await start();
    apply();
    for (const catalog of [one, two, one]) {
      expect(await made.build(catalog, { into: 'out', site: false })).toEqual([]);
      expect(hashes(made.out)).toEqual(clean.get(catalog));
    }
    expect(hashes(stranger)).toEqual({ 'thesis.txt': hashes(stranger)['thesis.txt'] });
    expect(readFileSync(join(stranger, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('is worth having: one changed title rewrites what shows it', async () => {
    for (const catalog of [one, two, one]) expect(await made.build(catalog, { into: 'out', site: false })).toEqual([]);
    const before = inodes(made.out);
    expect(await made.build(two, { into: 'out', site: false })).toEqual([]);
    const anew = written(made.out, before);
    const [left = {}, right = {}] = clean.values();
    const differs = Object.keys(left).filter((path) => left[path] !== right[path]);
    expect(differs.filter((path) => !anew.includes(path))).toEqual([]);
    // Beside what differs: documents of the service and the index of codes, which are made as a whole.
    const whole =
      /^(?:clients|search|openapi|asyncapi|templates|schemas\/catalog)\/|^schemas\/service-1\/[^/]+\.json$|~carrier|^\.errdex$|llms\.txt$/;
    expect(anew.filter((path) => !differs.includes(path) && !whole.test(path) && !path.startsWith('schemas/service-1/'))).toEqual([]);
    expect(anew.length).toBeLessThan(before.size);
  });

  it('is not there when nobody wants it', async () => {
    expect(existsSync(cacheFolder(made.clean))).toBe(false);
  });
});
