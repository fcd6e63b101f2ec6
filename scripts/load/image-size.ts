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
 * @returns undefined for a format or a file whose size is not known: any but PNG, GIF, JPEG and SVG
 */
export function imageSize(content: Uint8Array): ImageSize | undefined {
  const bytes = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const size = ofPng(bytes) ?? ofGif(bytes) ?? ofJpeg(bytes) ?? ofSvg(content);
  return size && size.width > 0 && size.height > 0 ? { width: Math.round(size.width), height: Math.round(size.height) } : undefined;
}
