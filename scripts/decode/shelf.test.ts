import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCatalog } from '../bench/generate.ts';
import { compileCatalog } from '../build.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { sentExamples, shippedCatalog } from '../test/shipped-examples.ts';
import { readerOf } from './of-catalog.ts';
import { readPaste } from './read.ts';
import { decodeShelf } from './shelf-build.ts';
import { openDecodeShelf } from './shelf.ts';
import { pasteWays } from './ways/index.ts';

/** Codes of the large catalog; 10,000 with `DECODE_CODES=10000`. */
const CODES = Number(process.env.DECODE_CODES ?? 1500);

/** A shelf over a catalog, and what was loaded from it: gzipped bytes by path. */
async function shelfOf(catalog: CompiledCatalog) {
  const files = new Map(Array.from(decodeShelf(catalog), ({ path, content }) => [path, content]));
  const loaded = new Map<string, number>();
  const load = (path: string): Promise<string> => {
    const name = path.replace(/\?.*/, '');
    const text = files.get(name);
    if (text === undefined) return Promise.reject(new Error(`no ${path}`));
    loaded.set(name, gzipSync(text).length);
    return Promise.resolve(text);
  };
  return { shelf: await openDecodeShelf(load), loaded, files };
}

describe('the shelf of the shipped catalog', () => {
  test('answers as the whole catalog does, whatever is pasted', async () => {
    const catalog = await shippedCatalog();
    const { reader, cards } = readerOf(catalog);
    const { shelf, loaded } = await shelfOf(catalog);
    for (const { sent, message } of sentExamples(catalog).slice(0, 60)) {
      const text = pasteWays.map((way) => way.write(sent, message.transport, message.contentType)).find((one) => one !== undefined) ?? '';
      for (const cut of [text, text.slice(0, text.length / 2), text.replaceAll(/[A-Z]{4,}/g, 'XXXX')]) {
        const found = readPaste(cut);
        for (const one of found === 'too-long' ? [] : found) {
          const { incomplete, ...answer } = await shelf.answer(one);
          expect(incomplete).toBe(false);
          expect(answer).toEqual(JSON.parse(JSON.stringify(reader.answer(one))));
          for (const { service, code } of answer.readings) if (code !== undefined) expect(shelf.card(service, code)).toEqual(cards.get(`${service}/${code}`));
        }
      }
    }
    const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
    console.info(`decode, shipped catalog: ${String(bytes)} bytes for everything, gzipped`);
    expect(bytes).toBeLessThan(40_000);
  });

  test('the same catalog gives the same bytes', async () => {
    const catalog = await shippedCatalog();
    expect([...decodeShelf(catalog)]).toEqual([...decodeShelf(JSON.parse(JSON.stringify(catalog)) as CompiledCatalog)]);
  });
});

describe(`the shelf of ${String(CODES)} generated codes`, () => {
  const root = mkdtempSync(join(tmpdir(), 'errdex-decode-'));
  let catalog: CompiledCatalog;

  beforeAll(async () => {
    writeCatalog(root, CODES);
    const run = await compileCatalog(root, { today: '2026-01-01', toolVersion: '0.0.0' });
    if (!run.catalog) throw new Error('the generated catalog has errors');
    catalog = run.catalog;
  }, 120_000);
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test('a message loads few of its files, and reads as with all of them', async () => {
    const { reader } = readerOf(catalog);
    const all = sentExamples(catalog);
    const figures = { pasted: 0, files: 0, most: 0, index: 0, incomplete: 0 };
    for (let at = 0; at < all.length; at += Math.ceil(all.length / 60)) {
      const one = all[at];
      const { shelf, loaded } = await shelfOf(catalog);
      for (const way of pasteWays.filter(({ name }) => name !== 'har')) {
        const text = one && way.write(one.sent, one.message.transport, one.message.contentType);
        const found = text === undefined ? [] : readPaste(text);
        for (const pasted of found === 'too-long' ? [] : found) {
          loaded.clear();
          const { incomplete, ...answer } = await shelf.answer(pasted);
          const wanted = reader.answer(pasted);
          figures.pasted += 1;
          figures.incomplete += incomplete ? 1 : 0;
          if (!incomplete) expect(answer.verdict, text).toBe(wanted.verdict);
          // In part, a certain answer is never given where the whole catalog has another.
          if (answer.verdict === 'certain') expect(answer.readings[0]?.code, text).toBe(wanted.readings[0]?.code);
          expect(answer.readings.map(({ code }) => code), text).toContain(one?.code);
        }
      }
      const { shelf: fresh, loaded: first, files } = await shelfOf(catalog);
      const text = one && pasteWays.map((way) => way.write(one.sent, one.message.transport, one.message.contentType)).find((written) => written !== undefined);
      const [pasted] = readPaste(text ?? '') === 'too-long' ? [] : (readPaste(text ?? '') as ReturnType<typeof Array.of>);
      await fresh.answer(pasted as Parameters<typeof fresh.answer>[0]);
      const size = [...first].reduce((sum, [, bytes]) => sum + bytes, 0);
      figures.index = first.get('index.json') ?? 0;
      figures.most = Math.max(figures.most, size);
      figures.files = files.size;
    }
    console.info(`decode, ${String(CODES)} codes: ${JSON.stringify(figures)} (bytes gzipped; most: for one message, index included)`);
    expect(figures.most).toBeLessThan(300_000);
  }, 300_000);
});
