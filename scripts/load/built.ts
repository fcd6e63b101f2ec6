import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isInside } from './read.ts';

/** What to answer to a request for a path of a built site. */
export interface Answer {
  readonly status: 200 | 301 | 404;
  /** Path of the file in the folder, with `/`; tells the media type. */
  readonly file: string;
  readonly content: Uint8Array;
  /** For 301: where it is. */
  readonly location?: string;
}

/** A folder that `errdex build` has written. */
export interface BuiltFolder {
  /** Path below which the site stands: `/`, `/docs`. */
  readonly base: string;
  /** What a static host would answer to a request path (percent-encoded, without query). */
  answer(path: string): Promise<Answer>;
}

/** Opens a built folder; undefined where there is none. */
export async function openBuilt(folder: string): Promise<BuiltFolder | undefined> {
  const root = await realpath(folder).catch(() => undefined);
  const manifest = root === undefined ? undefined : await readFile(join(root, '.errdex'), 'utf8').catch(() => undefined);
  if (root === undefined || manifest === undefined) return undefined;
  const base = baseOf(manifest);
  const read = async (file: string): Promise<Uint8Array | undefined> => {
    const path = await realpath(join(root, file)).catch(() => undefined);
    if (path === undefined || !isInside(root, path) || file.split('/').some((step) => step.startsWith('.'))) return undefined;
    return (await stat(path)).isFile() ? await readFile(path) : undefined;
  };
  const isFolder = async (file: string): Promise<boolean> => (await stat(join(root, file)).catch(() => undefined))?.isDirectory() ?? false;
  return {
    base,
    async answer(path) {
      if (`${path}/` === base || (path === base && base !== '/'))
        return { status: 301, file: 'index.html', content: new Uint8Array(), location: `${path}/` };
      const file = filePath(path, base);
      if (file !== undefined) {
        const candidate = file === '' || file.endsWith('/') ? `${file}index.html` : file;
        const content = await read(candidate);
        if (content) return { status: 200, file: candidate, content };
        const index = file === '' || file.endsWith('/') ? undefined : await read(`${file}/index.html`);
        if (index && (await isFolder(file))) return { status: 301, file: 'index.html', content: new Uint8Array(), location: `${path}/` };
      }
      return { status: 404, file: '404.html', content: (await read('404.html')) ?? new TextEncoder().encode('Not found') };
    },
  };
}

/** The file that a request path means, relative to the folder; undefined outside the base path and for anything that climbs. */
function filePath(path: string, base: string): string | undefined {
  const prefix = base.endsWith('/') ? base : `${base}/`;
  if (!`${path}/`.startsWith(prefix)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.slice(prefix.length));
  } catch {
    return undefined;
  }
  const steps = decoded.split('/');
  const climbs =
    steps.some((step) => step === '..' || step === '.') ||
    steps.slice(0, -1).includes('') ||
    decoded.includes('\0') ||
    (sep === '\\' && decoded.includes('\\'));
  return climbs ? undefined : decoded;
}

function baseOf(manifest: string): string {
  try {
    const known: unknown = JSON.parse(manifest);
    return typeof known === 'object' && known !== null && 'base' in known && typeof known.base === 'string' ? known.base : '/';
  } catch {
    return '/';
  }
}
