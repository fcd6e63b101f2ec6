/** Width and height of a picture in CSS pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** PNG (ISO/IEC 15948, 11.2.1): the first chunk tells. */
function ofPng(bytes: DataView): ImageSize | undefined {
  if (bytes.byteLength < 24 || bytes.getUint32(0) !== 0x89504e47) return undefined;
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

/** GIF (GIF89a, 18): the logical screen. */
function ofGif(bytes: DataView): ImageSize | undefined {
  if (bytes.byteLength < 10 || bytes.getUint32(0) !== 0x47494638) return undefined;
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
}

/** JPEG (ITU-T T.81, B.2.2): the first frame header. */
function ofJpeg(bytes: DataView): ImageSize | undefined {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.byteLength;) {
    const marker = bytes.getUint16(at);
    // SOF0 to SOF15, without the three that are none: DHT, JPG, DAC.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    at += 2 + bytes.getUint16(at + 2);
  }
  return undefined;
}

/** Four characters, such as the name of a chunk or a box. */
function tag(bytes: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((step) => bytes.getUint8(at + step)));
}

/** WebP (RFC 9649): the first chunk tells, in one of three layouts (2.5 lossy, 2.6 lossless, 2.7 extended). */
function ofWebp(bytes: DataView): ImageSize | undefined {
  if (bytes.byteLength < 30 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP') return undefined;
  const chunk = tag(bytes, 12);
  // Frame header of VP8 (RFC 6386, 9.1): 14 bits each, the rest is scaling.
  if (chunk === 'VP8 ') return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
  if (chunk === 'VP8L') {
    const bits = bytes.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8X') return undefined;
  const at24 = (at: number): number => bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 65_536 + 1;
  return { width: at24(24), height: at24(27) };
}

/** The boxes of a stretch of an ISO base media file (ISO/IEC 14496-12, 4.2): name, and where the contents begin and end. */
function* boxes(bytes: DataView, from: number, to: number): Generator<{ name: string; from: number; to: number }> {
  for (let at = from; at + 8 <= to;) {
    const size = bytes.getUint32(at);
    // 0: to the end. 1: a length of 64 bits follows, which no picture of a guide needs.
    const end = size === 0 ? to : at + size;
    if (size === 1 || end > to || end < at + 8) return;
    yield { name: tag(bytes, at + 4), from: at + 8, to: end };
    at = end;
  }
}

/**
 * AVIF (AV1 Image File Format, 2; ISO/IEC 23008-12, 6.5.3): the properties in `meta/iprp/ipco`. The largest extent is that of the whole
 * picture, others are of its tiles and thumbnails; a quarter turn (`irot`, 6.5.10) exchanges the sides.
 */
function ofAvif(bytes: DataView): ImageSize | undefined {
  if (bytes.byteLength < 16 || tag(bytes, 4) !== 'ftyp' || !['avif', 'avis', 'mif1'].includes(tag(bytes, 8))) return undefined;
  let stretch = [{ from: 0, to: bytes.byteLength }];
  for (const name of ['meta', 'iprp', 'ipco'])
    stretch = stretch
      .flatMap(({ from, to }) => [...boxes(bytes, from, to)].filter((box) => box.name === name))
      .map((box) => ({ ...box, from: box.from + (name === 'meta' ? 4 : 0) }));
  const found = stretch.flatMap(({ from, to }) => [...boxes(bytes, from, to)]);
  const [largest] = found
    .filter((box) => box.name === 'ispe' && box.to - box.from >= 12)
    .map((box) => ({ width: bytes.getUint32(box.from + 4), height: bytes.getUint32(box.from + 8) }))
    .toSorted((one, two) => two.width * two.height - one.width * one.height);
  const turned = found.some((box) => box.name === 'irot' && box.to > box.from && bytes.getUint8(box.from) % 2 === 1);
  return largest && turned ? { width: largest.height, height: largest.width } : largest;
}

/** SVG (SVG 2, 8.2): its width and height in pixels, else those of its view box. */
function ofSvg(content: Uint8Array): ImageSize | undefined {
  const [, head] = /<svg\b([^>]*)>/i.exec(new TextDecoder().decode(content.subarray(0, 8192))) ?? [];
  if (head === undefined) return undefined;
  const pixels = (name: string): number => Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(head)?.[1]);
  const [, , boxWidth, boxHeight] = (/\sviewBox\s*=\s*["']([^"']*)["']/.exec(head)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [width, height] = [pixels('width') || boxWidth || 0, pixels('height') || boxHeight || 0];
  return { width, height };
}

/**
 * The size of a picture, so that a page keeps its place free.
 *
 * @returns undefined for a format or a file whose size is not known: any but PNG, GIF, JPEG, WebP, AVIF and SVG
 */
export function imageSize(content: Uint8Array): ImageSize | undefined {
  const bytes = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const size = ofPng(bytes) ?? ofGif(bytes) ?? ofJpeg(bytes) ?? ofWebp(bytes) ?? ofAvif(bytes) ?? ofSvg(content);
  return size && size.width > 0 && size.height > 0 ? { width: Math.round(size.width), height: Math.round(size.height) } : undefined;
}
