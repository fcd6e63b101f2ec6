import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Colour types (PNG specification, third edition, 11.2.1). */
const greyscale = 0;
const indexed = 3;

/** A chunk: length, type, data, checksum of the two (PNG specification, 5.3). */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

function encode(
  size: { width: number; height: number },
  kind: { depth: number; type: number },
  data: Uint8Array,
  palette: readonly Uint8Array[],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header.writeUInt8(kind.depth, 8);
  header.writeUInt8(kind.type, 9);
  return Buffer.concat([signature, chunk('IHDR', header), ...palette, chunk('IDAT', data), chunk('IEND', new Uint8Array())]);
}

/**
 * A PNG of at most 256 colours.
 *
 * @param data a zlib stream of its lines: one byte a pixel, an index into the palette; each line begins with a zero byte (filter type 0)
 * @param palette three bytes a colour: red, green, blue
 */
export function encodeIndexed(size: { width: number; height: number }, data: Uint8Array, palette: Uint8Array): Uint8Array {
  return encode(size, { depth: 8, type: indexed }, data, [chunk('PLTE', palette)]);
}

/** A PNG of 16 shades of grey, packed tightly. Takes lines of four bits a pixel, each behind a zero byte. */
export function encodeGrey(width: number, lines: Uint8Array): Uint8Array {
  const stride = Math.ceil(width / 2) + 1;
  return encode({ width, height: lines.length / stride }, { depth: 4, type: greyscale }, deflateSync(lines, { level: 9 }), []);
}

/**
 * Reads what {@link encodeGrey} wrote: one byte a pixel, 0 to 15.
 * @throws Error for any other PNG; the only one that is read is a part of this package
 */
export function decodeGrey(file: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (file[24] !== 4 || file[25] !== greyscale) throw new Error('the atlas is no PNG of 16 shades of grey');
  // The data chunk follows the header at once, and there is only one.
  const raw = inflateSync(file.subarray(41, 41 + view.getUint32(33)));
  const stride = Math.ceil(width / 2) + 1;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pair = raw[y * stride + 1 + (x >> 1)] ?? 0;
      pixels[y * width + x] = x % 2 === 0 ? pair >> 4 : pair & 15;
    }
  }
  return { width, height, pixels };
}
