import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { ownFile as own } from '../files.ts';
import { goSettings, goToolchain } from '../go-toolchain.ts';

const run = promisify(execFile);

/** Go, which compiles all snippets of a client into one program. */
export const go: Runtime = {
  id: 'go',
  clients: ['go-http', 'go-websocket', 'go-task'],
  compiles: true,
  stages: ['unsent'],
  async versions(client) {
    const { version } = await goToolchain();
    if (client !== 'go-websocket') return { Go: version };
    const required = /^require (\S+) v(\S+)$/m.exec(await readFile(own('go/go.mod'), 'utf8'));
    return { Go: version, [required?.[1] ?? '']: required?.[2] ?? '' };
  },
  async prepare(folder, files) {
    const { bin, root } = await goToolchain();
    const module = join(folder, 'go');
    await mkdir(module);
    for (const file of ['go.mod', 'go.sum']) await copyFile(own(`go/${file}`), join(module, file));
    await copyFile(own('harness/go/main.go'), join(module, 'main.go'));
    const clock = await patchedClock(root, module);
    const names = files.map((file) => basename(file, '.go'));
    for (const [at, file] of files.entries()) {
      const target = join(module, names[at] ?? '');
      await mkdir(target);
      await copyFile(file, join(target, 'snippet.go'));
      await writeFile(join(target, 'known.go'), functionsOf(await readFile(file, 'utf8')));
    }
    const program = join(module, 'snippets');
    const build = async (broken: ReadonlyMap<string, string>): Promise<string> => {
      await writeFile(join(module, 'known.go'), registry(names, broken));
      try {
        await run(join(bin, 'go'), ['build', '-overlay', clock, '-o', program, '.'], {
          cwd: module,
          env: { ...process.env, ...goSettings },
          maxBuffer: 2 ** 24,
        });
        return '';
      } catch (error) {
        return complaint(error);
      }
    };
    const first = await build(new Map());
    if (first !== '') {
      // Snippets that do not compile are known by the headings of their packages; the others still run.
      const broken = new Map(
        [...`\n${first}`.matchAll(/\n# errdex\/snippets\/(\w+)\n([^#]*)/g)].map(([, name = '', what = '']) => [name, what]),
      );
      const again = broken.size === 0 ? first : await build(broken);
      if (again !== '') throw new Error(`the snippets of Go do not compile: ${again}`);
    }
    return { command: program, args: [] };
  },
};

const complaint = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);

/**
 * Puts another `time.Sleep` into the standard library for this build: it asks `time.Watch` first. The snippets stay as they are.
 *
 * @returns the file for `go build -overlay`
 * @throws Error where the standard library of this version of Go is written differently
 */
async function patchedClock(root: string, folder: string): Promise<string> {
  const patches = [
    {
      file: join(root, 'src/time/sleep.go'),
      from: '\nfunc Sleep(d Duration)\n',
      to: '\nfunc Sleep(d Duration) {\n\tif Watch == nil || !Watch(d) {\n\t\tsystemSleep(d)\n\t}\n}\n\n// Watch tells whether a wait is over already.\nvar Watch func(d Duration) bool\n\nfunc systemSleep(d Duration)\n',
    },
    {
      file: join(root, 'src/runtime/time.go'),
      from: '\n//go:linkname timeSleep time.Sleep\n',
      to: '\n//go:linkname timeSleep time.systemSleep\n',
    },
  ];
  const replace: Record<string, string> = {};
  for (const [at, { file, from, to }] of patches.entries()) {
    const source = await readFile(file, 'utf8');
    if (!source.includes(from)) throw new Error(`the clock of this Go cannot be replaced: ${file} has no line \`${from.trim()}\``);
    const patched = join(folder, `clock${String(at)}.txt`);
    await writeFile(patched, source.replace(from, to));
    replace[file] = patched;
  }
  const overlay = join(folder, 'overlay.json');
  await writeFile(overlay, JSON.stringify({ Replace: replace }));
  return overlay;
}

/** A file beside a snippet that hands out its functions by name. */
function functionsOf(code: string): string {
  const names = [...code.matchAll(/^func (\w+)\(/gm)].map(([, name = '']) => name);
  return `package client\n\nvar Known = map[string]any{${names.map((name) => `"${name}": ${name}`).join(', ')}}\n`;
}

/** The file that leads the harness to all snippets, and to the complaints of the compiler about the others. */
function registry(names: readonly string[], broken: ReadonlyMap<string, string>): string {
  const good = names.filter((name) => !broken.has(name));
  return [
    'package main',
    ...good.map((name) => `import ${name} "errdex/snippets/${name}"`),
    `var known = map[string]map[string]any{${good.map((name) => `"${name}": ${name}.Known`).join(', ')}}`,
    `var broken = map[string]string{${[...broken].map(([name, what]) => `"${name}": ${JSON.stringify(what)}`).join(', ')}}`,
    '',
  ].join('\n');
}
