import { remembered } from '../model/remembered.ts';
import type { Atlas, Face } from './atlas.ts';
import { Sheet } from './draw.ts';
import type { Band } from './draw.ts';
import { canSay, linesOf, shaped, shortened, widthOf } from './lines.ts';
import { joined, packed } from './packed.ts';
import type { Packed } from './packed.ts';
import { encodeIndexed } from './png.ts';
import { cardSize } from './size.ts';

/** What a card says. All of it is plain text, which only ever becomes pixels. */
export interface CardText {
  /** Where the page stands: the service. */
  readonly above: string;
  /** The code, or what the page is called. */
  readonly name: string;
  readonly title: string;
  readonly verdicts: readonly { readonly question: string; readonly answer: string; readonly tone?: Tone | undefined }[];
  /** Name of the site. */
  readonly site: string;
}

/** What an answer means: stop, take care, go on. */
export type Tone = 'stop' | 'wait' | 'go';

const colours = { ink: 0, soft: 1, accent: 2, stop: 3, wait: 4, go: 5, rule: 6 } as const;
const paper = '#fcfcfa';
/** The light colours of the pages. */
const inks = ['#1b1d1f', '#575d63', '#1a57b3', '#b0241d', '#7d5200', '#1b683c', '#d9d9d0'];

const margin = 80;
const inner = cardSize.width - 2 * margin;

/** Red, green, blue of `#1a57b3`. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Sixteen shades from paper to ink for each colour. */
function paletteOf(accent: string | undefined): Uint8Array {
  const from = channels(paper);
  return Uint8Array.from(
    inks.flatMap((ink, at) => {
      const to = channels(at === colours.accent ? (accent ?? ink) : ink);
      return Array.from({ length: 16 }, (_, part) =>
        from.map((base, channel) => Math.round(base + (((to[channel] ?? 0) - base) * part) / 15)),
      ).flat();
    }),
  );
}

/** Bands that are remembered: those of some cards, of which verdicts, the service and the site come again and again. */
const mostBands = 64;

/** Bytes of a line: the one that names its filter, and one a pixel. */
const stride = cardSize.width + 1;

/**
 * Packs what is on a card. Two thirds of a card are blank lines, and half of the rest stands on many cards: a zlib stream is made of pieces, and
 * a piece is packed once. To pack all lines of a card anew was two thirds of the time for it.
 */
function packer(): (bands: readonly Band[]) => Uint8Array {
  const blanks = new Map<number, Packed>();
  const empty = new Uint8Array(cardSize.height * stride);
  // The bar on the left, on every card.
  for (let line = 0; line < cardSize.height; line += 1) empty.fill((colours.accent << 4) | 15, line * stride + 1, line * stride + 17);
  const lines = new Uint8Array(empty.length);

  function blank(height: number): Packed {
    const piece = blanks.get(height) ?? packed(empty.subarray(0, height * stride), 9);
    blanks.set(height, piece);
    return piece;
  }
  const pieceOf = remembered((_name: string, band: Band): Packed => {
    const own = lines.subarray(0, (band.bottom - band.top) * stride);
    own.set(empty.subarray(0, own.length));
    band.paint(own);
    return packed(own);
  }, mostBands);
  return (bands) => {
    let at = 0;
    const pieces: Packed[] = [];
    for (const band of bands) {
      if (band.top > at) pieces.push(blank(band.top - at));
      pieces.push(pieceOf(band.name, band));
      at = band.bottom;
    }
    if (at < cardSize.height) pieces.push(blank(cardSize.height - at));
    return joined(pieces);
  };
}

/** Draws the card of a page for social networks. */
export type DrawCard = (text: CardText) => Uint8Array;

/**
 * Prepares the drawing of cards: PNG of {@link cardSize}, the same bytes for the same text.
 * @param accent colour of the bar: `#1a57b3`
 */
export function cardDrawer(atlas: Atlas, accent?: string): DrawCard {
  const palette = paletteOf(accent);
  const canvas = new Sheet(atlas, stride);
  const pack = packer();
  const { faces } = atlas;
  return (text) => {
    canvas.clear();
    const said = (face: Face, words: string): string => (canSay(face, words) ? words : '');
    canvas.text(faces.answer, shortened(faces.answer, shaped(said(faces.answer, text.above)), inner), margin, 64, colours.soft);
    let y = 126;
    const fits = shaped(text.name).every((char) => faces.huge.glyph(char)) && widthOf(faces.huge, shaped(text.name)) <= inner;
    const named = fits ? faces.huge : faces.large;
    for (const line of linesOf(named, text.name, inner, 2)) {
      canvas.text(named, line, margin, y, colours.ink);
      y += named.height - 6;
    }
    y += 16;
    const room = Math.floor((456 - y) / (faces.title.height - 2));
    for (const line of linesOf(faces.title, said(faces.title, text.title), inner, Math.min(3, room))) {
      canvas.text(faces.title, line, margin, y, colours.ink);
      y += faces.title.height - 2;
    }
    if (text.verdicts.length > 0) canvas.box(margin, 468, inner, 2, colours.rule);
    verdicts(canvas, atlas, text.verdicts);
    canvas.text(faces.note, shortened(faces.note, shaped(said(faces.note, text.site)), inner), margin, 580, colours.soft);
    return encodeIndexed(cardSize, pack(canvas.bands()), palette);
  };
}

/** As many answers as there is room for, the most important first. */
function verdicts(canvas: Sheet, { faces }: Atlas, list: CardText['verdicts']): void {
  let x = margin;
  for (const { question, answer, tone } of list) {
    const [asked, said] = [shaped(question), shaped(answer)];
    const width = Math.max(widthOf(faces.note, asked), widthOf(faces.answer, said));
    if (x + width > margin + inner) return;
    canvas.text(faces.note, question, x, 484, colours.soft);
    canvas.text(faces.answer, answer, x, 514, tone === undefined ? colours.ink : colours[tone]);
    x += width + 44;
  }
}
