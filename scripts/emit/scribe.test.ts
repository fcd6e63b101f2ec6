import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cardDrawer } from '../card/card.ts';
import { loadAtlas } from '../load/atlas.ts';
import { openScribe } from './scribe.ts';
import type { Scribe } from './scribe.ts';

async function withScribe(use: (scribe: Scribe, folder: string) => Promise<void>, accent?: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'errdex-scribe-'));
  const scribe = openScribe(folder, accent);
  try {
    await use(scribe, folder);
  } finally {
    await scribe.end();
    await rm(folder, { recursive: true });
  }
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

test('writes files into folders that are not there yet, more than are on the way at once', async () => {
  await withScribe(async (scribe, folder) => {
    const long = 'ü'.repeat(1 << 20);
    for (let at = 0; at < 12; at += 1) await scribe.write(`a/${String(at)}/page.html`, bytes(`${String(at)} ${long}`));
    await scribe.write('empty.txt', bytes(''));
    await scribe.finish();
    expect((await readdir(join(folder, 'a'))).length).toBe(12);
    expect(await readFile(join(folder, 'a/11/page.html'), 'utf8')).toBe(`11 ${long}`);
    expect(await readFile(join(folder, 'empty.txt'), 'utf8')).toBe('');
    expect(scribe.isBroken()).toBe(false);
  });
});

test('draws cards as they are drawn without it', async () => {
  const card = {
    above: 'Shop',
    name: 'OUT_OF_STOCK',
    title: 'Nothing is left',
    verdicts: [{ question: 'Retry?', answer: 'No' }],
    site: 'Errors',
  };
  await withScribe(async (scribe, folder) => {
    scribe.draw('shop/OUT_OF_STOCK.png', card);
    await scribe.finish();
    const drawn = cardDrawer(await loadAtlas(), '#aa2200')(card);
    expect(Buffer.compare(await readFile(join(folder, 'shop/OUT_OF_STOCK.png')), drawn)).toBe(0);
  }, '#aa2200');
});

test('replaces nothing: the first file that cannot be written is told in the end, with what the system says', async () => {
  await withScribe(async (scribe, folder) => {
    await writeFile(join(folder, 'taken'), 'before');
    await mkdir(join(folder, 'folder'));
    await scribe.write('taken', bytes('after'));
    await scribe.write('folder', bytes('after'));
    await expect(scribe.finish()).rejects.toMatchObject({ code: 'EEXIST', syscall: 'open' });
    expect(scribe.isBroken()).toBe(true);
    expect(await readFile(join(folder, 'taken'), 'utf8')).toBe('before');
  });
});

test('nothing is started where nothing is written', async () => {
  await withScribe(async (scribe, folder) => {
    await scribe.finish();
    expect(await readdir(folder)).toEqual([]);
  });
});
