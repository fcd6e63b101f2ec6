import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { root } from './sources.ts';

/** How a process ended. */
export interface Ran {
  code: number | null;
  out: string;
  talk: string;
}

/** Starts a program, with the Node of the tests first in the search path. */
function start(program: string, args: readonly string[], cwd: string): ChildProcessByStdio<null, Readable, Readable> {
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  // A package manager takes settings of the project from which the tests were started for its own, and Astro holds back under Vitest.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle|command|execpath|node_execpath)|VITEST|NODE_ENV$)/.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    PATH: path,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    CI: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  return spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = start(program, args, cwd);
    let out = '';
    let talk = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (talk += part));
    child.on('error', reject).on('close', (code) => resolve({ code, out, talk }));
  });
}

/** Runs a server whose first line is its address, asks it something, and ends it; gives the answer and the exit code. */
export async function ask<T>(
  program: string,
  args: readonly string[],
  cwd: string,
  question: (origin: string) => Promise<T>,
): Promise<[T, number | null]> {
  const child = start(program, args, cwd);
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', (part: string) => resolve(part.trim()));
      void ended.then((code) => reject(new Error(`${program} ended with ${String(code)}`)));
    });
    const answer = await question(address);
    child.kill('SIGTERM');
    return [answer, await ended];
  } finally {
    child.kill('SIGKILL');
  }
}

/** Runs a program that must succeed; gives what it printed. */
export async function must(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, out, talk } = await run(program, args, cwd);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} in ${cwd} ended with ${String(code)}\n${out}\n${talk}`);
  return out;
}

/** Packs this package as it would be published, into a folder; gives the file. */
export async function pack(folder: string): Promise<string> {
  const out = await must('npm', ['pack', '--json', '--pack-destination', folder], root);
  const [packed] = JSON.parse(out.slice(out.indexOf('['))) as { filename: string }[];
  if (!packed) throw new Error(`npm pack said: ${out}`);
  return join(folder, packed.filename);
}

/** A folder of somebody who installs the package. */
export class Consumer {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Installs packages with a package manager, from its cache where it can. */
  async install(manager: 'npm' | 'pnpm', dependencies: Record<string, string>): Promise<void> {
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }));
    if (manager === 'npm') await must('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], this.folder);
    else await must(join(root, 'node_modules/.bin/pnpm'), ['install', '--prefer-offline', '--no-frozen-lockfile'], this.folder);
  }

  /** Copies a fixture into a folder of its own below. */
  put(fixture: string, into = fixture): Consumer {
    const one = new Consumer(join(this.folder, into));
    cpSync(join(root, 'scripts/test/fixtures/package', fixture), one.folder, { recursive: true });
    return one;
  }

  /** A program that is installed here or in a folder above. */
  run(bin: string, args: readonly string[], cwd = this.folder): Promise<Ran> {
    return run(join(this.folder, bin), args, cwd);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}
