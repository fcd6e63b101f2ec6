import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCatalog } from '../bench/generate.ts';
import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { rememberingPart } from '../test/remembering-part.ts';
import { sentExamples, shippedCatalog } from '../test/shipped-examples.ts';
import { readerOf } from './of-catalog.ts';
import { readPaste } from './read.ts';
import { decodeShelf } from './shelf-build.ts';
import { openDecodeShelf } from './shelf.ts';
import { pasteWays } from './ways/index.ts';

/** Codes of the large catalog; fewer with `DECODE_CODES`. */
const CODES = Number(process.env['DECODE_CODES'] ?? 10_000);

const sizes = new Map<string, number>();

/** How long a text is, gzipped; each once. */
function gzipped(text: string): number {
  const size = sizes.get(text) ?? gzipSync(text).length;
  sizes.set(text, size);
  return size;
}

/** Opens a shelf from files, and counts what is loaded from it: gzipped bytes by path. */
async function openFrom(files: ReadonlyMap<string, string>) {
  const loaded = new Map<string, number>();
  const load = (path: string): Promise<string> => {
    const name = path.replace(/\?.*/, '');
    const text = files.get(name);
    if (text === undefined) return Promise.reject(new Error(`no ${path}`));
    loaded.set(name, gzipped(text));
    return Promise.resolve(text);
  };
  return { shelf: await openDecodeShelf(load), loaded };
}

const filesOf = (catalog: CompiledCatalog): Map<string, string> =>
  new Map(Array.from(decodeShelf(catalog), ({ path, content }) => [path, content]));

const shipped = await shippedCatalog();

describe('the shelf of the shipped catalog', () => {
  test('answers as the whole catalog does, whatever is pasted', async () => {
    const { reader, cards } = readerOf(shipped);
    const { shelf, loaded } = await openFrom(filesOf(shipped));
    for (const { sent, message } of sentExamples(shipped).filter((_, at) => at % 5 === 0)) {
      const text = pasteWays.map((way) => way.write(sent, message.transport, message.contentType)).find((one) => one !== undefined) ?? '';
      for (const cut of [text, text.slice(0, text.length / 2), text.replaceAll(/[A-Z]{4,}/g, 'XXXX')]) {
        const found = readPaste(cut);
        for (const one of found === 'too-long' ? [] : found) {
          const { incomplete, ...answer } = await shelf.answer(one);
          expect(incomplete).toBe(false);
          expect(answer).toEqual(JSON.parse(JSON.stringify(reader.answer(one))));
          for (const { service, code } of answer.readings)
            if (code !== undefined) expect(shelf.card(service, code)).toEqual(cards.get(`${service}/${code}`));
        }
      }
    }
    const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
    console.info(`decode, shipped catalog: ${String(bytes)} bytes for everything, gzipped`);
    expect(bytes).toBeLessThan(40_000);
  });

  test('the same catalog gives the same bytes', () => {
    expect([...decodeShelf(shipped)]).toEqual([...decodeShelf(JSON.parse(JSON.stringify(shipped)) as CompiledCatalog)]);
  });

  test('what is kept of it is made anew where something has changed: the index only where messages are found otherwise', () => {
    const catalog = structuredClone(shipped);
    const { part, madeSince } = rememberingPart();
    const madeNow = (): string[] => {
      expect([...decodeShelf(catalog, JSON.stringify, part)]).toEqual([...decodeShelf(catalog)]);
      return madeSince();
    };
    const first = madeNow();
    expect(first.filter((name) => name === 'shelf')).toHaveLength(filesOf(shipped).size - 1);
    expect(new Set(first)).toEqual(new Set(['shelf', 'marks', 'shelf index']));
    expect(madeNow()).toEqual([]);

    const codes = catalog.services.flatMap((service) => service.codes);
    const code = codes.find(({ messages: [message] }) => message?.node.kind === 'object' && message.node.fields['body']);
    if (!code) throw new Error('no code has a body');
    Object.assign(code, { title: { en: 'Another title' } });
    expect(madeNow()).toEqual(['shelf']);

    // What the other files need in the index is known.
    for (const { node } of code.messages) if (node.kind === 'object') delete node.fields['body'];
    expect(madeNow()).toEqual(['shelf', 'shelf index', 'marks']);
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
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test('a message, pasted in any way, loads few of its files, and is read as itself, as with all of them', async () => {
    const { reader } = readerOf(catalog);
    // What stands within the message of another code is read as part of that one.
    const all = sentExamples(catalog).filter(({ message }) => message.transport !== 'nested');
    const files = filesOf(catalog);
    const figures = { pasted: 0, ways: 0, files: files.size, most: 0, index: 0, incomplete: 0, certain: 0 };
    const used = new Set<string>();
    for (let at = 0; at < all.length; at += Math.ceil(all.length / 16)) {
      const one = all[at];
      const { shelf, loaded } = await openFrom(files);
      for (const way of pasteWays) {
        const text = one && way.write(one.sent, one.message.transport, one.message.contentType);
        const found = text === undefined ? [] : readPaste(text);
        for (const pasted of found === 'too-long' ? [] : found) {
          const { incomplete, ...answer } = await shelf.answer(pasted);
          const wanted = reader.answer(pasted);
          used.add(way.name);
          figures.pasted += 1;
          figures.certain += answer.verdict === 'certain' ? 1 : 0;
          figures.incomplete += incomplete ? 1 : 0;
          figures.index = loaded.get('index.json') ?? 0;
          figures.most = Math.max(
            figures.most,
            [...loaded.values()].reduce((sum, size) => sum + size, 0),
          );
          // In part, nothing is certain that the whole catalog knows better.
          if (!incomplete || answer.verdict === 'certain') expect(answer.verdict, text).toBe(wanted.verdict);
          const codes = answer.readings.map(({ code }) => code);
          if (answer.verdict === 'certain') expect(codes[0], text).toBe(one?.code);
          else expect(codes, text).toContain(one?.code);
        }
      }
    }
    figures.ways = used.size;
    console.info(`decode, ${String(CODES)} codes: ${JSON.stringify(figures)} (bytes gzipped; most: for one code, index included)`);
    expect(figures.most).toBeLessThan(300_000);
    expect(figures.ways).toBeGreaterThan(6);
    expect(figures.certain).toBeGreaterThan(figures.pasted / 2);
  }, 300_000);
});
