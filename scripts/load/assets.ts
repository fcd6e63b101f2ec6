import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import type { Path } from '../model/json.ts';
import { isInside, reason } from './read.ts';
import { finding } from './rules.ts';
import type { Asset, Unit } from './types.ts';

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

/** Reads the files that the site serves as they are: logo, icon, style sheets. Whatever leads out of the catalog folder is a finding. */
export async function siteAssets(root: string, settings: Unit): Promise<{ value: SiteAssets; diagnostics: Diagnostic[] }> {
  const assets = new Map<string, Asset>();
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, as, path } of named(settings)) {
    const fail = (rule: 'file-outside' | 'file-unreadable' | 'file-size', message: string): void => {
      diagnostics.push(finding(rule, message, '', settings.locate(path)));
    };
    try {
      const full = resolve(root, name);
      const real = await realpath(full);
      if (!isInside(root, real)) {
        fail('file-outside', `\`${name}\` leads out of the catalog, to ${real}`);
        continue;
      }
      files.push(full);
      const found = await stat(real);
      if (!found.isFile()) fail('file-unreadable', `\`${name}\` is not a plain file`);
      else if (found.size > maxBytes) fail('file-size', `\`${name}\` has ${Math.ceil(found.size / 2 ** 20)} MiB, which is more than 4`);
      else {
        const content = await readFile(real);
        const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
        assets.set(name, { path: `_errdex/${as}.${hash}${extname(name).toLowerCase()}`, content });
      }
    } catch (error) {
      fail('file-unreadable', `\`${name}\` cannot be read (${reason(error)})`);
    }
  }
  return { value: { assets, files }, diagnostics };
}
