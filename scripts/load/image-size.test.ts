import { expect, test } from 'vitest';
import { imageSize } from './image-size.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)));

const box = (name: string, ...contents: number[][]): number[] => {
  const inner = contents.flat();
  return [0, 0, 0, inner.length + 8, ...bytes(name), ...inner];
};
const avif = (...properties: number[][]): Uint8Array =>
  Uint8Array.from([
    ...box('ftyp', [...bytes('avif', [0, 0, 0, 0])]),
    ...box('meta', [0, 0, 0, 0], box('hdlr', [0]), box('iprp', box('ipco', ...properties))),
  ]);

test.each([
  ['PNG', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 2, 0, 0, 0, 1, 44]), { width: 512, height: 300 }],
  ['GIF', bytes('GIF89a', [16, 0, 9, 1]), { width: 16, height: 265 }],
  [
    'JPEG behind an application segment and a table',
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 7, 0xff, 0xc2, 0, 17, 8, 0, 80, 1, 0, 3, 1]),
    { width: 256, height: 80 },
  ],
  [
    'WebP, lossy',
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x40, 0x41, 0xf0, 0]),
    { width: 320, height: 240 },
  ],
  [
    'WebP, lossless',
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 0x3f, 0xc1, 0x3b, 0, 0, 0, 0, 0, 0]),
    { width: 320, height: 240 },
  ],
  [
    'WebP, extended',
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0x3f, 1, 1, 0xef, 0, 0]),
    { width: 65_856, height: 240 },
  ],
  [
    'AVIF of several tiles',
    avif(box('ispe', [0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64]), box('ispe', [0, 0, 0, 0, 0, 0, 1, 64, 0, 0, 0, 240])),
    { width: 320, height: 240 },
  ],
  ['AVIF that is turned', avif(box('ispe', [0, 0, 0, 0, 0, 0, 1, 64, 0, 0, 0, 240]), box('irot', [3])), { width: 240, height: 320 }],
  ['an AVIF that is cut off', avif(box('ispe', [0, 0, 0, 0, 0, 0, 1, 64, 0, 0, 0, 240])).subarray(0, 50), undefined],
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
