import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, posix } from 'node:path';
import { defineConfig } from 'rolldown';
import type { PluginContext } from 'rolldown';

/** What others import, by `exports` of the package. */
const interfaces = ['api/index', 'model/index', 'astro/index'];

/** What starts by itself: the command, its threads and processes, and the harnesses of `errdex prove`. Those that `ownModule` names are among them. */
const programs = [
  'cli/main',
  'share/thread',
  'load/typescript-thread',
  'emit/scribe-thread',
  'compile-process',
  'emit/emit-process',
  'astro/bundle-process',
  ...filesIn('scripts/prove/harness', /^\w+\.ts$/).map((file) => file.slice('scripts/'.length, -'.ts'.length)),
];

function filesIn(folder: string, wanted: RegExp): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return names.filter((name) => wanted.test(name)).map((name) => `${folder}/${name}`);
}

/** What a file imports by a relative path, from the root of the repository, without the ending. */
function importsOf(file: string, statement: RegExp): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(statement), ([, to = '']) => posix.join(posix.dirname(file), to));
}

/** Modules of the tool that pages use, of which Vite makes a bundle with each site: `scripts/astro/tool.ts` leads it to them. */
function forPages(): string[] {
  const pages = filesIn('site', /^(?!test\/)(?!.*\.(test|d)\.ts$).*\.(ts|astro)$/);
  const statement = /(?:^(?:import|export) (?!type )[^;]* from |(?<!typeof )\bimport\()'(\.[^']*)\.ts'/gm;
  const imports = pages.flatMap((file) => importsOf(file, statement));
  return imports.flatMap((module) => /^scripts\/(.*)/.exec(module)?.slice(1) ?? []);
}

/** Of the declarations that the compiler has made of all modules, leaves those that the interfaces need: an eighth. */
function neededTypes(): void {
  const needed = new Set<string>();
  const need = (module: string): void => {
    const file = `${module}.d.ts`;
    if (needed.has(file)) return;
    needed.add(file);
    for (const other of importsOf(file, /\b(?:from |import\()["'](\.[^"']*)\.[jt]s["']/g)) need(other);
  };
  for (const name of interfaces) need(`lib/${name}`);
  for (const file of filesIn('lib', /\.d\.ts$/)) if (!needed.has(file)) rmSync(file);
}

/**
 * Packages that become part of the tool. Zod by itself is a hundred modules, most of them its words in fifty languages, of which we use none:
 * a fifth of the time of a small check, in each thread of a large one. Its registry of descriptions is one for all copies in a process.
 */
const inside = new Set(['zod']);

/** Puts the licences of those packages beside the tool, as they ask. */
function licences(this: PluginContext): void {
  for (const name of inside) {
    const source = readFileSync(`node_modules/${name}/LICENSE`, 'utf8');
    this.emitFile({ type: 'asset', fileName: `${name.replace('/', '-')}.LICENSE.txt`, source });
  }
}

/**
 * The published tool: `lib/`, a few files instead of seven hundred, as to read and to link modules was most of the time of a short command.
 * What several programs use is there once, so that a process that runs two of them has one of each.
 */
export default defineConfig({
  input: Object.fromEntries([...interfaces, ...programs, ...forPages()].map((name) => [name, `scripts/${name}.ts`])),
  platform: 'node',
  external: (id) => /^[^./]/.test(id) && !isAbsolute(id) && !inside.has(id),
  plugins: [{ name: 'errdex:package', generateBundle: licences, writeBundle: neededTypes }],
  output: {
    dir: 'lib',
    // Files of the package are found from `import.meta.url`: two folders deep, as each module in its room is.
    chunkFileNames: 'common/[name]-[hash].js',
    comments: { jsdoc: false },
  },
});
