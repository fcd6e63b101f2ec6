import type { Asset } from '../load/types.ts';
import type { Site } from '../model/site.ts';
import { defined, textsOf } from './texts.ts';
import type { CompiledSite } from './types.ts';

/** `#1a57b3` for `#1A57B3`, `#11aabb` for `#1ab`. */
function long(colour: string | undefined): string | undefined {
  const digits = colour?.slice(1).toLowerCase();
  return digits && `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}

/** How the pages look: files by where they stand in the output, texts by locale. */
export function compileSite(site: Site, assets: ReadonlyMap<string, Asset>, locales: readonly string[]): CompiledSite {
  const output = (name: string | undefined): string | undefined => {
    const asset = name === undefined ? undefined : assets.get(name);
    return asset && `/${asset.path}`;
  };
  const sheets = site.css === undefined ? [] : [site.css].flat().flatMap((name) => output(name) ?? []);
  const { accent, footer, section } = site;
  return defined({
    logo: output(site.logo),
    icon: output(site.icon),
    accent: accent && defined({ light: long(accent.light), dark: long(accent.dark) }),
    css: sheets.length > 0 ? [...new Set(sheets)] : undefined,
    footer: footer?.map(({ text, url }) => ({ text: textsOf(text, locales), url })),
    section: section && { title: textsOf(section.title, locales), text: textsOf(section.text, locales) },
    cards: site.cards === false ? (false as const) : undefined,
  });
}
