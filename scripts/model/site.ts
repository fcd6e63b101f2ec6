import { z } from 'zod';
import { address, localized, oneOrMore } from './shared.ts';

/** A file of the catalog folder. That it stays inside is seen when it is read; this keeps absolute paths and Windows separators out. */
function file(endings: RegExp, what: string) {
  return z
    .string()
    .regex(/^[^/\\:?#]+(\/[^/\\:?#]+)*$/, 'use a path relative to the catalog folder, with `/`')
    .regex(endings, `use ${what}`);
}

const picture = file(/\.(svg|png|webp|jpe?g|gif)$/i, 'an image file: .svg, .png, .webp, .jpg or .gif');
const colour = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, "use a colour such as '#1a57b3', in quotes");

/** How the pages look, for sites without an Astro project of their own. */
export const site = z
  .strictObject({
    logo: picture.optional().describe('Image before the name of the site: a file of the catalog folder.'),
    icon: file(/\.(svg|png|ico)$/i, 'an icon: .svg, .png or .ico')
      .optional()
      .describe('Icon of the tab, instead of that of errdex.'),
    accent: z
      .strictObject({
        light: colour.optional().describe('On light pages.'),
        dark: colour.optional().describe('On dark pages.'),
      })
      .optional()
      .describe('Colour of links and of what is chosen.'),
    css: oneOrMore(file(/\.css$/i, 'a style sheet: .css'))
      .optional()
      .describe('Style sheets after ours, files of the catalog folder: set custom properties there. Served as they are, one by one.'),
    footer: z
      .array(z.strictObject({ text: localized.describe('What it says.'), url: address.describe('Where it leads.') }))
      .optional()
      .describe('Links at the end of every page.'),
    section: z
      .strictObject({ title: localized.describe('Its heading.'), text: localized.describe('Paragraphs, separated by empty lines.') })
      .optional()
      .describe('A section of your own on the page of every code, after the causes.'),
    cards: z
      .boolean()
      .optional()
      .describe('False: no pictures of the pages for social networks and messengers (`og:image`). They need `url`. Default: true.'),
  })
  .meta({ id: 'Site', description: 'How the pages look.' });
export type Site = z.infer<typeof site>;
