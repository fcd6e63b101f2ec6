import { expect, test } from 'vitest';
import { loadAtlas } from '../load/atlas.ts';
import { Sheet } from './draw.ts';

const atlas = await loadAtlas();
const stride = 401;

test('marks that share a line are one band, whose name tells what it looks like, at whatever height', () => {
  const sheet = new Sheet(atlas, stride);
  const { note } = atlas.faces;
  const show = (y: number): void => {
    sheet.text(note, 'Session', 10, y, 1);
    sheet.box(12, y + 10, 30, 2, 3);
    sheet.text(note, 'Ends', 12, y + 20, 2);
  };
  show(100);
  show(4);
  sheet.box(0, 300, 5, 1, 1);
  const [first, second, third, ...others] = sheet.bands();
  expect(others).toEqual([]);
  expect([first?.top, first?.bottom, second?.top, second?.bottom]).toEqual([4, 24 + note.height, 100, 120 + note.height]);
  expect(first?.name).toBe(second?.name);
  expect(third?.name).not.toBe(first?.name);
  sheet.clear();
  expect(sheet.bands()).toEqual([]);
});

test('bands drawn by themselves are the lines of the whole picture, and what is drawn later covers what was there', () => {
  const sheet = new Sheet(atlas, stride);
  for (const [at, y] of [60, 20, 90, 25, 200].entries()) {
    sheet.text(atlas.faces.answer, `gjÄЁ ${String(at)}`, 9 * at, y, at);
    sheet.box(40, y + 9, 20 * at, 9, at + 5);
  }
  const whole = new Uint8Array(stride * 300);
  const bands = sheet.bands();
  for (const band of bands) band.paint(whole, 0);
  expect(bands.length).toBe(2);
  for (const { top, bottom, paint } of bands) {
    const own = new Uint8Array((bottom - top) * stride);
    paint(own);
    expect(Buffer.compare(own, whole.subarray(top * stride, bottom * stride))).toBe(0);
  }
  // The third box, of 40 pixels, covers the text of the line above it.
  expect([...whole.subarray(99 * stride + 41, 99 * stride + 81)]).toEqual(Array.from({ length: 40 }, () => (7 << 4) | 15));
});
