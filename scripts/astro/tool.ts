import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** Where `site/` names the tool's source, and where the tool is: the published package has `lib/*.js` instead of `scripts/*.ts`. */
const named = new URL('../../scripts/', import.meta.url).href;
const tool = new URL('../', import.meta.url).href;

function toolModule(id: string, importer: string | undefined): string | undefined {
  if (tool === named || importer === undefined || !id.startsWith('.') || !id.endsWith('.ts')) return undefined;
  const wanted = new URL(id, pathToFileURL(importer)).href;
  return wanted.startsWith(named) ? fileURLToPath(`${tool}${wanted.slice(named.length, -3)}.js`) : undefined;
}

/** The Vite plugin by which `site/` finds the tool in the published package. A worker is a bundle of its own, and needs it too. */
export function toolModules(): Plugin {
  return { name: 'errdex:tool', enforce: 'pre', resolveId: toolModule };
}
