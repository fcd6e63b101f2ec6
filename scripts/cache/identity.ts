import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from '../model/json.ts';
import { print } from '../model/print.ts';

/** The package that this module is part of, and the folder of the tool in it: `scripts`, or `lib` in the published package. */
const own = fileURLToPath(new URL('../../', import.meta.url));
const tool = basename(fileURLToPath(new URL('../', import.meta.url)));

/**
 * What makes files beside the catalog: the source of the tool and its pages, the version of each package that they need and that those need,
 * and of Node. A cache of another identity is not read.
 * @param root folder of the package
 */
export function identity(root = own): string {
  const sources = [join(root, tool), join(root, 'site')].flatMap(sourcesOf);
  return print(JSON.stringify([sources, [...versions(root)].sort(), process.versions, process.arch, process.platform]));
}

/** Path, size and content of the files of a folder, except those that make nothing: tests, fixtures, and the benchmark with its results. */
function sourcesOf(folder: string): [path: string, content: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[/\\](?:bench|fixtures|test)(?:[/\\]|$)/.test(entry.parentPath.slice(folder.length - 1)))
    .filter(({ name }) => /\.(?:[mc]?[jt]s|astro|css|svg|png|json)$/.test(name) && !name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => [path.slice(folder.length), print(readFileSync(path))]);
}

/** `name@version` of every package that is reached from one by its dependencies, found as Node finds them. */
function versions(from: string): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const file = describe(folder);
    if (folder !== from) found.add(`${String(file['name'])}@${String(file['version'])}`);
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      const listed = file[kind];
      for (const name of Object.keys(isObject(listed) ? listed : {})) {
        const at = folderOf(name, folder);
        if (at !== undefined) visit(at);
      }
    }
  };
  visit(from);
  return found;
}

function describe(folder: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return isObject(parsed) ? parsed : {};
}

/** The folder of a package, looked for in each `node_modules` upwards (Node's resolution). */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (statSync(join(folder, 'package.json'), { throwIfNoEntry: false })) return realpathSync(folder);
    if (dirname(at) === at) return undefined;
  }
}
