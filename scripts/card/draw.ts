import type { Atlas, Face, Glyph } from './atlas.ts';
import { shaped } from './lines.ts';

/** The pixels of a glyph that have ink: how far each is from the left upper corner, in bytes of the picture, and how much ink it has. */
interface Stamp {
  readonly at: Int32Array;
  readonly ink: Uint8Array;
}

/** Something on a picture. */
interface Mark {
  readonly top: number;
  readonly bottom: number;
  /** Tells it from all others, but for its height on the picture. */
  readonly name: string;
  /** Which it is: later marks cover earlier ones. */
  readonly at: number;
  /** Puts it on lines of pixels of which the first is that of a height on the picture. */
  readonly paint: (lines: Uint8Array, from: number) => void;
}

/** Lines of pixels with something on them; between bands a picture is blank. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  /** The same for what looks the same, at whatever height. */
  readonly name: string;
  /** Puts what is on it on blank lines: those of this band, or of the whole picture from its height. */
  readonly paint: (lines: Uint8Array, from?: number) => void;
}

const inOrder = (marks: readonly Mark[]): Mark[] => marks.toSorted((one, two) => one.at - two.at);

/** What is on a picture: one byte a pixel, which is the colour (upper half) and how much of it is ink (lower half, 0 to 15). */
export class Sheet {
  readonly #atlas: Atlas;
  readonly #stride: number;
  readonly #faces: readonly Face[];
  #marks: Mark[] = [];
  /** Most of a glyph is paper, which need not be looked at again and again: it is half of the time. */
  readonly #stamps = new Map<Glyph, Stamp>();

  /** @param stride bytes of a line of the picture: each begins with a byte that names its filter, none */
  constructor(atlas: Atlas, stride: number) {
    this.#atlas = atlas;
    this.#stride = stride;
    this.#faces = Object.values(atlas.faces);
  }

  /** A blank sheet again. */
  clear(): void {
    this.#marks = [];
  }

  /** Fills a rectangle. `colour` is 0 to 15. */
  box(x: number, y: number, width: number, height: number, colour: number): void {
    const paint: Mark['paint'] = (lines, from) => {
      for (let line = y - from; line < y - from + height; line += 1) {
        const at = line * this.#stride + 1 + x;
        lines.fill((colour << 4) | 15, at, at + width);
      }
    };
    this.#marks.push({
      top: y,
      bottom: y + height,
      name: `box ${String(x)} ${String(width)} ${String(height)} ${String(colour)}`,
      at: this.#marks.length,
      paint,
    });
  }

  /** Writes one line of text with its left upper corner at a place. It must fit: nothing is cut. */
  text(face: Face, text: string, x: number, y: number, colour: number): void {
    const chars = shaped(text);
    if (chars.length === 0) return;
    const paint: Mark['paint'] = (lines, from) => {
      let pen = x;
      for (const char of chars) {
        const glyph = face.glyph(char) ?? face.unknown;
        const { at, ink } = this.#stamp(glyph, face.height);
        const corner = (y - from) * this.#stride + 1 + Math.round(pen) + glyph[3];
        for (let one = 0; one < at.length; one += 1) lines[corner + (at[one] ?? 0)] = (colour << 4) | (ink[one] ?? 0);
        pen += glyph[4];
      }
    };
    const name = `text ${String(this.#faces.indexOf(face))} ${String(x)} ${String(colour)} ${chars.join('')}`;
    this.#marks.push({ top: y, bottom: y + face.height, name, at: this.#marks.length, paint });
  }

  /** What is on it, from top to bottom: marks that share a line of pixels are in one band. */
  bands(): Band[] {
    const bands: { top: number; bottom: number; marks: Mark[] }[] = [];
    for (const mark of this.#marks.toSorted((one, two) => one.top - two.top)) {
      const last = bands.at(-1);
      if (last && mark.top < last.bottom) {
        last.marks.push(mark);
        last.bottom = Math.max(last.bottom, mark.bottom);
      } else bands.push({ top: mark.top, bottom: mark.bottom, marks: [mark] });
    }
    return bands.map(({ top, bottom, marks }) => ({
      top,
      bottom,
      // Texts of a card have no control characters.
      name: inOrder(marks)
        .map((mark) => `${String(mark.top - top)} ${mark.name}`)
        .join('\n'),
      paint: (lines, from = top) => {
        for (const mark of inOrder(marks)) mark.paint(lines, from);
      },
    }));
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
