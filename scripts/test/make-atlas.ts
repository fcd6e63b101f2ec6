/**
 * Draws `site/card/atlas.png` and its table anew: every glyph that a card can show, once. Run by hand (`npm run atlas`) when the typeface
 * or the sizes change; what it draws is kept in the repository, so that a build needs neither a browser nor a font.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { encodeGrey } from '../card/png.ts';

/** Unicode ranges of the scripts that the typeface draws: Latin with Vietnamese, Greek, Cyrillic, punctuation. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x18f, 0x18f],
  [0x192, 0x192],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x218, 0x21b],
  [0x370, 0x3ff],
  [0x400, 0x4ff],
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  [0x20a0, 0x20bf],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2212, 0x2212],
  [0x2260, 0x2265],
  [0x25a1, 0x25a1],
] as const;
const faces = [
  { name: 'huge', family: 'Mono', weight: 600, size: 76, few: true },
  { name: 'large', family: 'Mono', weight: 600, size: 48, few: false },
  { name: 'title', family: 'Sans', weight: 500, size: 44, few: false },
  { name: 'answer', family: 'Sans', weight: 500, size: 28, few: false },
  { name: 'note', family: 'Sans', weight: 400, size: 22, few: false },
];
const fonts = [
  {
    family: 'Sans',
    weight: 400,
    package: 'ibm-plex-sans',
    subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'],
  },
  {
    family: 'Sans',
    weight: 500,
    package: 'ibm-plex-sans',
    subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'],
  },
  { family: 'Mono', weight: 600, package: 'ibm-plex-mono', subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] },
];

const modules = new URL('../../node_modules/@fontsource/', import.meta.url);
const into = new URL('../../site/card/', import.meta.url);
const loaded = fonts.flatMap(({ family, weight, package: from, subsets }) =>
  subsets.map((subset) => ({
    family: `${family}-${subset}`,
    weight,
    data: readFileSync(new URL(`${from}/files/${from}-${subset}-${weight}-normal.woff2`, modules)).toString('base64'),
  })),
);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const { table, image } = await page.evaluate(
    async ({ ranges, faces, fonts, loaded }) => {
      for (const { family, weight, data } of loaded) {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
        document.fonts.add(await new FontFace(family, bytes, { weight: String(weight) }).load());
      }
      const width = 2048;
      const canvas = new OffscreenCanvas(width, 8192);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#000';
      context.fillRect(0, 0, width, 8192);
      context.fillStyle = '#fff';
      const font = (face: (typeof faces)[number], last: string) => {
        const { subsets } = fonts.find(({ family, weight }) => family === face.family && weight === face.weight) ?? { subsets: [] };
        return `${face.weight} ${face.size}px ${subsets.map((subset) => `"${face.family}-${subset}"`).join(', ')}, ${last}`;
      };
      // A glyph that the typeface lacks comes from the last resort, and that differs.
      const has = (face: (typeof faces)[number], char: string) => {
        const seen = ['serif', 'monospace'].map((last) => {
          const probe = new OffscreenCanvas(120, 120).getContext('2d');
          if (!probe) throw new Error('no canvas');
          probe.font = font(face, last);
          probe.fillText(char, 20, 90);
          return probe.getImageData(0, 0, 120, 120).data.join();
        });
        return char === ' ' || char === '\u00a0' || (seen[0] === seen[1] && (seen[0] ?? '').includes('255'));
      };
      let x = 0;
      let y = 0;
      const table: Record<string, unknown> = {};
      for (const face of faces) {
        const height = Math.ceil(face.size * 1.3);
        const base = Math.round(face.size * 1.02);
        if (x > 0) y += Math.ceil((faces[Object.keys(table).length - 1]?.size ?? 0) * 1.3);
        x = 0;
        const glyphs: Record<string, number[]> = {};
        for (const [from, to] of ranges) {
          for (let point = from; point <= to; point += 1) {
            const char = String.fromCodePoint(point);
            if (face.few && point > 0x7e) continue;
            if (!has(face, char)) continue;
            context.font = font(face, 'serif');
            const measured = context.measureText(char);
            const left = Math.floor(measured.actualBoundingBoxLeft) + 1;
            const ink = Math.max(0, Math.ceil(measured.actualBoundingBoxRight) + left + 1);
            const blank = char.trim() === '';
            if (x + ink > width) {
              x = 0;
              y += height;
            }
            if (!blank) context.fillText(char, x + left, y + base);
            glyphs[char] = [blank ? 0 : x, blank ? 0 : y, blank ? 0 : ink, blank ? 0 : -left, Math.round(measured.width * 100) / 100];
            if (!blank) x += ink;
          }
        }
        table[face.name] = { height, glyphs };
      }
      const lines = y + Math.ceil((faces.at(-1)?.size ?? 0) * 1.3);
      const { data } = context.getImageData(0, 0, width, lines);
      let ink = '';
      for (let at = 0; at < data.length; at += 4) ink += Math.round((data[at] ?? 0) / 17).toString(16);
      return { table, image: { width, lines, ink } };
    },
    { ranges: ranges.map(([from, to]): [number, number] => [from, to]), faces, fonts, loaded },
  );
  const lines = Array.from({ length: image.lines }, (_, y) =>
    Buffer.from(`00${image.ink.slice(y * image.width, (y + 1) * image.width)}`, 'hex'),
  );
  mkdirSync(into, { recursive: true });
  writeFileSync(new URL('atlas.png', into), encodeGrey(image.width, Buffer.concat(lines)));
  writeFileSync(new URL('atlas.json', into), `${JSON.stringify(table)}\n`);
} finally {
  await browser.close();
}
