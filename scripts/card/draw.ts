import type { Atlas, Face, Glyph } from './atlas.ts';
import { shaped } from './lines.ts';

/** The pixels of a glyph that have ink: how far each is from the left upper corner, in bytes of the picture, and how much ink it has. */
interface Stamp {
  readonly at: Int32Array;
  readonly ink: Uint8Array;
}

/** A picture in the making: one byte a pixel, which is the colour (upper half) and how much of it is ink (lower half, 0 to 15). */
export class Canvas {
  /** Lines as PNG has them: each begins with a byte that names its filter, none. */
  readonly lines: Uint8Array;
  readonly #atlas: Atlas;
  readonly #stride: number;
  /** Most of a glyph is paper, which need not be looked at again and again: it is half of the time. */
  readonly #stamps = new Map<Glyph, Stamp>();

  constructor(atlas: Atlas, width: number, height: number) {
    this.#atlas = atlas;
    this.#stride = width + 1;
    this.lines = new Uint8Array(this.#stride * height);
  }

  /** A blank sheet again. */
  clear(): void {
    this.lines.fill(0);
  }

  /** Fills a rectangle. `colour` is 0 to 15. */
  box(x: number, y: number, width: number, height: number, colour: number): void {
    for (let line = y; line < y + height; line += 1) {
      const from = line * this.#stride + 1 + x;
      this.lines.fill((colour << 4) | 15, from, from + width);
    }
  }

  /** Writes one line of text with its left upper corner at a place. It must fit: nothing is cut. */
  text(face: Face, text: string, x: number, y: number, colour: number): void {
    let pen = x;
    for (const char of shaped(text)) {
      const glyph = face.glyph(char) ?? face.unknown;
      const { at, ink } = this.#stamp(glyph, face.height);
      const corner = y * this.#stride + 1 + Math.round(pen) + glyph[3];
      for (let one = 0; one < at.length; one += 1) this.lines[corner + (at[one] ?? 0)] = (colour << 4) | (ink[one] ?? 0);
      pen += glyph[4];
    }
  }

  #stamp(glyph: Glyph, height: number): Stamp {
    const known = this.#stamps.get(glyph);
    if (known) return known;
    const [x, y, width] = glyph;
    const at: number[] = [];
    const ink: number[] = [];
    for (let line = 0; line < height; line += 1) {
      for (let column = 0; column < width; column += 1) {
        const found = this.#atlas.pixels[(y + line) * this.#atlas.width + x + column] ?? 0;
        if (found === 0) continue;
        at.push(line * this.#stride + column);
        ink.push(found);
      }
    }
    const stamp = { at: Int32Array.from(at), ink: Uint8Array.from(ink) };
    this.#stamps.set(glyph, stamp);
    return stamp;
  }
}
