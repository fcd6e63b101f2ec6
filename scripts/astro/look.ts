import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { nearest } from '../model/nearest.ts';

/** Parts of the pages that a site may replace with components of its own. Those without a default are places to add something. */
const parts = {
  /** Into `<head>` of every page. Props: `view`, `title`, `path`. */
  Head: 'Nothing.astro',
  /** The bar above every page. Props: `view`; the default slot holds the search. */
  Header: 'Header.astro',
  /** Below every page. Props: `view`. */
  Footer: 'Footer.astro',
  /** A section of the page of every code, after the causes. Props: `code`, `service`, `view`. */
  CodeSection: 'Nothing.astro',
} as const;
export type PartName = keyof typeof parts;

/** How the pages look in another site. Paths are relative to the root of the Astro project, or name a file of a package. */
export interface LookOptions {
  /** Components of your own in the place of ours: `{ Footer: './src/Footer.astro' }`. */
  readonly components?: Partial<Record<PartName, string>>;
  /** Style sheets after ours: set our custom properties there (`--accent`, `--paper`, `--ink`, ...). */
  readonly customCss?: readonly string[];
  /** An image before the name of the site, which says the rest: it has no alternative text. */
  readonly logo?: string;
}

const name = 'virtual:errdex/look';
const resolved = `\0${name}`;

/**
 * The Vite plugin behind `virtual:errdex/look`: the components of the frame, the logo, and the style sheets of the site.
 * @param getRoot root of the Astro project, absolute
 * @throws Error when a component is named that does not exist
 */
export function lookModule({ components = {}, customCss = [], logo }: LookOptions, getRoot: () => string): Plugin {
  const known = Object.keys(parts);
  const unknown = Object.keys(components).find((one) => !Object.hasOwn(parts, one));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new Error(
      `errdex: there is no component '${unknown}'${meant === undefined ? '' : ` (did you mean '${meant}'?)`}; there are ${known.join(', ')}`,
    );
  }
  const file = (path: string): string => (path.startsWith('.') ? resolve(getRoot(), path) : path);
  const from = (path: string): string => JSON.stringify(isAbsolute(path) ? path.replaceAll('\\', '/') : path);
  return {
    name: 'errdex:look',
    enforce: 'pre',
    resolveId: (id) => (id === name ? resolved : undefined),
    load(id) {
      if (id !== resolved) return undefined;
      const lines = Object.entries(parts).map(([part, own]) => {
        const theirs = components[part as PartName];
        return `export { default as ${part} } from ${from(theirs === undefined ? fileURLToPath(new URL(`../../site/components/frame/${own}`, import.meta.url)) : file(theirs))};`;
      });
      lines.push(...customCss.map((path) => `import ${from(file(path))};`));
      lines.push(
        logo === undefined ? 'export const logo = undefined;' : `export { default as logo } from ${from(`${file(logo)}?url&no-inline`)};`,
      );
      return `${lines.join('\n')}\n`;
    },
  };
}
