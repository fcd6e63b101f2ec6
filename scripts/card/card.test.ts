import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadAtlas } from '../load/atlas.ts';
import { cardDrawer } from './card.ts';
import type { CardText } from './card.ts';
import { canSay, linesOf, shaped, widthOf } from './lines.ts';

const atlas = await loadAtlas();
const draw = cardDrawer(atlas);
const plain: CardText = {
  above: 'Shop API',
  name: 'OUT_OF_STOCK',
  title: 'Too few items are left',
  verdicts: [
    { question: 'Status', answer: '409' },
    { question: 'Retry?', answer: 'After a change', tone: 'wait' },
  ],
  site: 'Errors',
};

/** Size, and one byte a pixel: what a card shows, without the byte before each line. */
function pixels(file: Uint8Array): { size: number[]; rows: Uint8Array[] } {
  const bytes = Buffer.from(file);
  const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const at = bytes.indexOf('IDAT');
  const raw = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const stride = (size[0] ?? 0) + 1;
  return { size, rows: Array.from({ length: size[1] ?? 0 }, (_, y) => raw.subarray(y * stride + 1, (y + 1) * stride)) };
}

/** Pixels that are not paper. */
function inked(file: Uint8Array): number {
  const { rows } = pixels(file);
  return rows.reduce((sum, row) => sum + row.reduce((count, pixel) => count + (pixel === 0 ? 0 : 1), 0), 0);
}

describe('a card', () => {
  test('is a PNG of 1200 by 630, the same bytes each time, whatever was drawn before', () => {
    const first = draw(plain);
    expect(pixels(first).size).toEqual([1200, 630]);
    draw({ ...plain, name: 'ANOTHER', title: 'Ы'.repeat(500) });
    expect(Buffer.compare(first, draw(plain))).toBe(0);
    expect(Buffer.compare(first, cardDrawer(atlas)(plain))).toBe(0);
  });

  test.each(['name', 'title', 'above', 'site'] as const)('shows the %s', (part) => {
    expect(inked(draw({ ...plain, [part]: `${plain[part]} more` }))).toBeGreaterThan(inked(draw(plain)));
  });

  test('leaves the margin free, however long the texts are', () => {
    const long = 'Распознавание изображения не завершилось. '.repeat(40);
    const verdicts = Array.from({ length: 9 }, () => ({ question: 'Was anything done?', answer: 'Nobody knows' }));
    for (const name of ['VERY_'.repeat(60), 'W'.repeat(300), 'ж'.repeat(99)]) {
      const { rows } = pixels(draw({ above: long, name, title: long, verdicts, site: long }));
      expect(rows.flatMap((row) => [...row.subarray(1125)]).every((pixel) => pixel === 0)).toBe(true);
    }
  });

  test('takes any text: empty, controls, half pairs, scripts it lacks, a megabyte', () => {
    const texts = ['', '\0\u202e\u2066<script>', '\ud800', '日本語のエラー', '👩‍👩‍👧 ok', 'x'.repeat(1e6), 'e\u0301', '\n\n'];
    for (const text of texts) {
      const file = draw({
        above: text,
        name: text,
        title: text,
        verdicts: [{ question: text.slice(0, 99), answer: text.slice(0, 99) }],
        site: text,
      });
      expect(pixels(file).size).toEqual([1200, 630]);
    }
  });

  test('has the accent colour of the site', () => {
    const colours = (file: Uint8Array): string => Buffer.from(file).toString('hex');
    expect(colours(cardDrawer(atlas, '#7a1f5c')(plain))).toContain('7a1f5c');
    expect(colours(draw(plain))).not.toContain('7a1f5c');
  });
});

describe('lines', () => {
  const { title, huge } = atlas.faces;

  test('the typeface has Latin, Cyrillic, Greek and Vietnamese; others are left out rather than shown as question marks', () => {
    for (const text of ['Grüße, naïve, čeština', 'Подъезд, ёж, Ґанок, әлем', 'Ελληνικά', 'Tiếng Việt', '“quotes” – 5 € … ok']) {
      expect(shaped(text).filter((char) => title.glyph(char) === undefined)).toEqual([]);
      expect(canSay(title, text)).toBe(true);
    }
    for (const text of ['日本語', 'שלום', 'مرحبا']) expect(canSay(title, text)).toBe(false);
  });

  test('break between words, after a separator of a name, and never lose or add a character before the last', () => {
    const text = 'Too many requests were sent in a minute by this client and its friends';
    const lines = linesOf(title, text, 400, 99);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(widthOf(title, shaped(line))).toBeLessThanOrEqual(400);
    const name = linesOf(huge, 'SUBSCRIPTION_PAYMENT_METHOD', 700, 9);
    expect(name.join('')).toBe('SUBSCRIPTION_PAYMENT_METHOD');
    expect(name[0]).toBe('SUBSCRIPTION_');
    expect(linesOf(title, text, 400, 2)).toEqual([lines[0], expect.stringMatching(/^were|^\S.*…$/)]);
  });
});
