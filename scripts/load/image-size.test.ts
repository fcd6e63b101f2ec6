import { expect, test } from 'vitest';
import { imageSize } from './image-size.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)));

test.each([
  ['PNG', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 2, 0, 0, 0, 1, 44]), { width: 512, height: 300 }],
  ['GIF', bytes('GIF89a', [16, 0, 9, 1]), { width: 16, height: 265 }],
  [
    'JPEG behind an application segment and a table',
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 7, 0xff, 0xc2, 0, 17, 8, 0, 80, 1, 0, 3, 1]),
    { width: 256, height: 80 },
  ],
  ['SVG', bytes('<?xml version="1.0"?>\n<svg xmlns="x" width="120px" height=\'40.4\'>'), { width: 120, height: 40 }],
  ['SVG with a view box alone', bytes('<svg viewBox="0 0 64 32" width="100%">'), { width: 64, height: 32 }],
  ['a text', bytes('no picture'), undefined],
  ['nothing', bytes(), undefined],
  ['a PNG that is cut off', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), undefined],
  ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2]), undefined],
  ['an SVG without a size', bytes('<svg>'), undefined],
] as const)('%s', (_what, content, size) => {
  expect(imageSize(content)).toEqual(size);
});
