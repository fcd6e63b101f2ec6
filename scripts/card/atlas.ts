import { decodeGrey } from './png.ts';

/** A glyph of a face: where its ink stands in the picture (column, line, columns), how far from the pen, and the way to the next pen. */
export type Glyph = readonly [x: number, y: number, width: number, left: number, advance: number];

/** A typeface in one size. */
export interface Face {
  /** Lines of pixels that every glyph takes. */
  readonly height: number;
  glyph(char: string): Glyph | undefined;
  /** Stands for a character that the typeface lacks. */
  readonly unknown: Glyph;
}

/** The faces of a card: the name of a code in two sizes, its title, answers, and the questions before them. */
export const faceNames = ['huge', 'large', 'title', 'answer', 'note'] as const;
export type FaceName = (typeof faceNames)[number];

/** Every glyph that a card can show, drawn once: `site/card/atlas.png` and the table beside it. */
export interface Atlas {
  readonly width: number;
  /** How much of each pixel is ink, 0 to 15, line by line. */
  readonly pixels: Uint8Array;
  readonly faces: Readonly<Record<FaceName, Face>>;
}

/** The table beside the picture: by face, the height of its glyphs and each glyph by its character. */
export type AtlasTable = Readonly<Record<FaceName, { readonly height: number; readonly glyphs: Readonly<Record<string, Glyph>> }>>;

/** Opens the atlas: takes the bytes of the picture and its table. */
export function openAtlas(picture: Uint8Array, table: AtlasTable): Atlas {
  const { width, pixels } = decodeGrey(picture);
  const face = (name: FaceName): Face => {
    const { height, glyphs } = table[name];
    const known = new Map(Object.entries(glyphs));
    const unknown = known.get('?');
    if (!unknown) throw new Error(`face ${name} of the atlas has no question mark`);
    return { height, glyph: (char) => known.get(char), unknown };
  };
  return {
    width,
    pixels,
    faces: { huge: face('huge'), large: face('large'), title: face('title'), answer: face('answer'), note: face('note') },
  };
}
