import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Plugin } from 'vite';
import { GuideError } from '../check/guide-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Live } from './live.ts';

const name = 'virtual:errdex/guides';
const resolved = `\0${name}`;
/** Keeps the MDX integration of the host, if there is one, away from our guides: its plugins go by the ending. */
const mark = '?errdex-guide';
/** Whoever imports from here finds the Astro that errdex runs with. */
const insider = fileURLToPath(new URL('../../site/routes/guide.astro', import.meta.url));

/** The mistake of a guide's author, such as an import of what is not there, in what the bundler says; undefined where it is none. */
export function guideMistake(error: unknown, catalog: CompiledCatalog): GuideError | undefined {
  const said = error instanceof Error ? stripVTControlCharacters(error.message) : '';
  const file = [...bodiesOf(catalog).keys()].find((one) => said.includes(`${one}${mark}`));
  if (file === undefined) return undefined;
  const message = /\[[A-Z_]+\]\s*([^\n]*)/.exec(said)?.[1] ?? said.split('\n')[0] ?? '';
  return new GuideError([{ file, message: message.replace(/ in "?\S*$/, '').replace(/\.$/, '') }]);
}

/** True for the modules of this plugin, which a changed catalog makes stale. */
export function isGuideModule(id: string): boolean {
  return id === resolved || id.endsWith(mark);
}

/** All guides of a catalog: the file of each language, and its MDX. */
export function bodiesOf({ guides = [] }: Pick<CompiledCatalog, 'guides'>): Map<string, string> {
  return new Map(guides.flatMap(({ texts }) => Object.values(texts).map(({ file, body }) => [file, body] as const)));
}

/** Whether guides have code of their own, which may use any file, and whatever Astro offers while it builds: Astro renders them itself. */
export function hasOwnCode(catalog: Pick<CompiledCatalog, 'guides'>): boolean {
  return [...bodiesOf(catalog).values()].some((body) => /\b(?:import|export)\b/.test(body));
}

/**
 * The Vite plugin behind `virtual:errdex/guides`: the compiled MDX of each guide by its file.
 * A guide is a program of its author, like a catalog in TypeScript: what it imports is found from its own folder.
 * @param folder of the catalog, absolute; where it is not known, guides cannot import relative files
 */
export function guidesModule(live: Live, folder: () => string | undefined): Plugin {
  const idOf = (file: string): string => `${join(folder() ?? '/errdex', file).replaceAll('\\', '/')}${mark}`;
  return {
    name: 'errdex:guides',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (id === name) return resolved;
      if (id.endsWith(mark)) return id;
      if (importer?.endsWith(mark) === true && /^astro(\/|$)/.test(id)) return await this.resolve(id, insider);
      return undefined;
    },
    async load(id) {
      if (!isGuideModule(id)) return undefined;
      const known = bodiesOf((await live.get()).catalog);
      const ids = new Map([...known.keys()].map((file) => [idOf(file), file]));
      if (id === resolved) {
        const entries = [...ids].map(([module, file]) => `[${JSON.stringify(file)}, () => import(${JSON.stringify(module)})]`);
        return `export const guides = new Map([${entries.join(', ')}]);\n`;
      }
      // The parser of MDX is loaded only where there is a guide.
      const { guideModule } = await import('./guide-module.ts');
      return { code: guideModule(known.get(ids.get(id) ?? '') ?? ''), moduleType: 'js' };
    },
  };
}
