import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileCatalog, remembering } from '../pipeline.ts';
import type { Run } from '../pipeline.ts';
import { editsOf, startingCatalog } from '../test/rebuild/edits.ts';
import type { Editable } from '../test/rebuild/edits.ts';
import { writeEditable } from '../test/rebuild/project.ts';
import { fileBytes, nameless } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { asRecord, keptCodes } from './kept-codes.ts';
import type { KeptCodes } from './kept-codes.ts';
import { asService, opened } from './packed.ts';
import type { KnownService } from './packed.ts';
import type { Store } from './services.ts';
import { diskShelf, memoryShelf } from './shelf.ts';
import type { Shelf } from './shelf.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-services-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const onDisk = (folder: string, identity: string): Shelf<KnownService> =>
  diskShelf(
    () => join(scratch, folder),
    () => identity,
    asService,
  );

const codesOnDisk = (services: Shelf<KnownService>): KeptCodes =>
  keptCodes(
    services,
    diskShelf(
      () => join(scratch, 'codes'),
      () => 'tool',
      asRecord,
    ),
  );

/** Counts what a shelf gives. */
function counting(shelf: Shelf<KnownService>): Shelf<KnownService> & { found: number } {
  const counter = {
    ...shelf,
    found: 0,
    get: (key: string) => {
      const known = shelf.get(key);
      counter.found += known ? 1 : 0;
      return known;
    },
  };
  return counter;
}

/** What edits of authors do not reach: findings that are no errors, and names in other services that lead nowhere. */
function loosen(catalog: Editable): Editable {
  const [first, second] = [...catalog.services.keys()];
  const codeOf = (service = '') => [...(catalog.services.get(service)?.codes.values() ?? [])][0];
  catalog.settings['rules'] = { 'unknown-code': 'warning' };
  Object.assign(codeOf(first) ?? {}, { related: [`${second ?? ''}/NOT_YET`], summary: 'Short.' });
  Object.assign(codeOf(second) ?? {}, { advice: [] });
  return catalog;
}

describe('services that are kept', () => {
  it.each([
    { where: 'in memory', loose: false, make: memoryShelf<KnownService> },
    { where: 'in memory, with files and codes', loose: true, make: memoryShelf<KnownService>, memory: remembering().memory },
    { where: 'on the disk', loose: true, make: () => onDisk('cache', 'tool') },
    { where: 'on the disk, with codes', loose: true, make: () => onDisk('with-codes', 'tool'), codesOf: codesOnDisk },
  ])('give after every edit what compiling everything gives ($where)', async ({ loose, make, memory, codesOf }) => {
    const shelf = counting(make());
    let catalog = loose ? loosen(startingCatalog()) : startingCatalog();
    let [edits, broken] = [0, 0];
    for (const { kind, apply } of editsOf(7)) {
      if ((edits += 1) > 45) break;
      const edited = structuredClone(catalog);
      apply(edited);
      // A code that others may mention already.
      if (loose && edits % 9 === 0) {
        const [code] = edited.services.get([...edited.services.keys()][1] ?? '')?.codes.values() ?? [];
        edited.services.get([...edited.services.keys()][1] ?? '')?.codes.set('NOT_YET', { ...code, formerly: [] });
      }
      writeEditable(join(scratch, 'catalog'), edited);
      const context = { today: edits % 13 === 0 ? '2030-01-01' : '2026-11-20', toolVersion: edited.toolVersion };
      const wanted = await compileCatalog(join(scratch, 'catalog'), context);
      const is = await compileCatalog(join(scratch, 'catalog'), {
        ...context,
        shelf,
        ...(memory && { memory }),
        // As in another process.
        ...(codesOf && { codes: codesOf(shelf) }),
      });
      const places = ({ diagnostics, loaded }: typeof is) =>
        diagnostics.map(({ at, ...rest }) => {
          const unit = loaded?.services.find((one) => one.unit === at.unit) ?? loaded?.settings;
          return { ...rest, unit: at.unit, path: at.path, span: at.span ?? unit?.locate(at.path, at.key) };
        });
      expect(places(is), kind).toEqual(places(wanted));
      expect(JSON.stringify(is.catalog), kind).toBe(JSON.stringify(wanted.catalog));
      if (is.catalog) catalog = edited;
      else broken += 1;
    }
    expect(broken).toBeLessThan(edits / 3);
    expect(shelf.found).toBeGreaterThan(edits);
  });

  it('are not even looked into by a run in which another one has changed', async () => {
    const catalog = startingCatalog();
    let looks = 0;
    const looked = (bytes: Bytes): Bytes => {
      const text: Bytes['text'] = (from, to) => {
        looks += 1;
        return bytes.text(from, to);
      };
      return { ...bytes, text };
    };
    const run = async (): Promise<Run> => {
      writeEditable(join(scratch, 'catalog'), catalog);
      const shelf = diskShelf(
        () => join(scratch, 'looks'),
        () => 'tool',
        { ...asService, unpack: (bytes) => opened(looked(bytes)) },
      );
      return await compileCatalog(join(scratch, 'catalog'), { today: '2026-11-20', toolVersion: '1.0.0', shelf });
    };
    await run();
    const [first] = catalog.services.values();
    for (const code of first?.codes.values() ?? []) code['title'] = 'Another';
    const after = await run();
    expect(looks).toBe(0);
    expect(after.catalog?.services).toHaveLength(3);
    expect(JSON.stringify(after.catalog)).toContain('"Another"');
    expect(looks).toBeGreaterThan(0);
  });

  it('are put away as soon as they are known or compiled, by another name of their own file where they have one', async () => {
    writeEditable(join(scratch, 'catalog'), startingCatalog());
    const run = async (shelf: Shelf<KnownService>): Promise<{ begins: (number | undefined)[]; catalog: string }> => {
      const begins: (number | undefined)[] = [];
      const put: Store['put'] = (bytes, link) => {
        const path = join(mkdtempSync(join(scratch, 'store-')), 'one');
        const begin = link(path);
        begins.push(begin);
        const stored = begin === undefined ? bytes : fileBytes(path, begin);
        expect(stored.part(0, stored.length).equals(bytes.part(0, bytes.length))).toBe(true);
        return stored;
      };
      const store: Store = { put, scratch: () => nameless(join(scratch, 'late')) };
      const { catalog } = await compileCatalog(join(scratch, 'catalog'), { today: '2026-11-20', toolVersion: '1.0.0', shelf, store });
      return { begins, catalog: JSON.stringify(catalog) };
    };
    const [first, again, memory] = [await run(onDisk('put', 'tool')), await run(onDisk('put', 'tool')), await run(memoryShelf())];
    for (const { begins } of [first, again]) for (const begin of begins) expect(begin).toBeGreaterThan(22);
    expect([first, again, memory].map(({ begins }) => begins.length)).toEqual([3, 3, 3]);
    expect(memory.begins).toEqual([undefined, undefined, undefined]);
    expect([again.catalog, memory.catalog]).toEqual([first.catalog, first.catalog]);
  });

  it('are not those of another tool', async () => {
    writeEditable(join(scratch, 'catalog'), startingCatalog());
    const context = { today: '2026-11-20', toolVersion: '1.0.0' };
    const run = async (identity: string): Promise<number> => {
      const shelf = counting(onDisk('tools', identity));
      await compileCatalog(join(scratch, 'catalog'), { ...context, shelf });
      return shelf.found;
    };
    expect([await run('one'), await run('one'), await run('other'), await run('one')]).toEqual([0, 3, 0, 0]);
  });
});
