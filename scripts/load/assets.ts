import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import type { Path } from '../model/json.ts';
import { pictureName } from '../model/guide.ts';
import { imageSize } from './image-size.ts';
import { isInside, reason } from './read.ts';
import { finding } from './rules.ts';
import type { Asset, ImageAsset, LoadedGuide, Unit } from './types.ts';

/** Every page loads them. */
const maxBytes = 4 * 2 ** 20;

/** What the settings name: files by the name that stands there, and their absolute paths for a watcher. */
interface SiteAssets {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly files: readonly string[];
}

/** Names of files in `site` of the settings, with their places. Their shape is for the check of shapes to judge. */
function named(settings: Unit): { name: string; as: string; path: Path }[] {
  const site = isObject(settings.value) ? settings.value['site'] : undefined;
  if (!isObject(site)) return [];
  const { logo, icon, css } = site;
  const sheets: unknown[] = Array.isArray(css) ? css : [css];
  return [
    { name: logo, as: 'logo', path: ['site', 'logo'] },
    { name: icon, as: 'icon', path: ['site', 'icon'] },
    ...sheets.map((name, at) => ({ name, as: 'style', path: Array.isArray(css) ? ['site', 'css', at] : ['site', 'css'] })),
  ].flatMap(({ name, ...rest }) => (typeof name === 'string' && name !== '' ? [{ name, ...rest }] : []));
}

/** A file that the site serves as it is; or why it cannot. */
type Read =
  { full: string; content: Uint8Array; hash: string } | { rule: 'file-outside' | 'file-unreadable' | 'file-size'; message: string };

/** Reads a file by its path below the root. Whatever leads out of the catalog folder is refused. */
async function read(root: string, name: string, shown: string): Promise<Read> {
  try {
    const full = resolve(root, name);
    const real = await realpath(full);
    if (!isInside(root, real)) return { rule: 'file-outside', message: `\`${shown}\` leads out of the catalog, to ${real}` };
    const found = await stat(real);
    if (!found.isFile()) return { rule: 'file-unreadable', message: `\`${shown}\` is not a plain file` };
    if (found.size > maxBytes)
      return { rule: 'file-size', message: `\`${shown}\` has ${Math.ceil(found.size / 2 ** 20)} MiB, which is more than 4` };
    const content = await readFile(real);
    return { full, content, hash: createHash('sha256').update(content).digest('hex').slice(0, 10) };
  } catch (error) {
    return { rule: 'file-unreadable', message: `\`${shown}\` cannot be read (${reason(error)})` };
  }
}

/** Reads the files that the site serves as they are: logo, icon, style sheets. Whatever leads out of the catalog folder is a finding. */
export async function siteAssets(root: string, settings: Unit): Promise<{ value: SiteAssets; diagnostics: Diagnostic[] }> {
  const assets = new Map<string, Asset>();
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, as, path } of named(settings)) {
    const found = await read(root, name, name);
    if ('rule' in found) diagnostics.push(finding(found.rule, found.message, '', settings.locate(path)));
    else {
      files.push(found.full);
      assets.set(name, { path: `_errdex/${as}.${found.hash}${extname(name).toLowerCase()}`, content: found.content });
    }
  }
  return { value: { assets, files }, diagnostics };
}

/** By what a picture of a guide is found. */
export function imageKey(file: string, src: string): string {
  return `${file} ${src}`;
}

/** Reads the pictures of guides, each from the folder of its guide. One that is not there is a finding at its line. */
export async function guideImages(
  root: string,
  guides: readonly LoadedGuide[],
): Promise<{ value: { images: ReadonlyMap<string, ImageAsset>; files: readonly string[] }; diagnostics: Diagnostic[] }> {
  const images = new Map<string, ImageAsset>();
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { file, unit, images: own } of guides)
    for (const { src, span } of own) {
      const found = await read(root, join(dirname(file), pictureName(src)), src);
      if ('rule' in found) {
        diagnostics.push(finding(found.rule, found.message, unit, span));
        continue;
      }
      files.push(found.full);
      const size = imageSize(found.content);
      const path = `_errdex/guide.${found.hash}${extname(src).toLowerCase()}`;
      images.set(imageKey(file, src), { path, content: found.content, ...(size && { size }) });
    }
  return { value: { images, files }, diagnostics };
}
