// Runs scripts in bash: jobs come as lines of JSON on standard input, what came of each goes out as a line.
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Given } from '../../snippet/client.ts';
import type { Job, Told } from '../job.ts';
import { tokens } from '../judge.ts';

/** The commands that scripts find first: each leaves a line. A wait costs nothing. */
const commands = {
  sleep: 'echo "wait $1" >> "$ERRDEX_NOTES"',
  refresh_token: `echo refresh >> "$ERRDEX_NOTES"; [ -z "$ERRDEX_FAULT" ] || exit 1; echo ${tokens[1]}`,
  is_done: 'echo ask >> "$ERRDEX_NOTES"; exit "$ERRDEX_DONE"',
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script to its end. */
function bash(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** What a script is called with; the rest it finds as commands. */
function argument(one: Given, body: string): string[] {
  if (one.kind === 'path') return ['x1'];
  if (one.kind === 'form') return ['-F', `file=@${body}`];
  return one.kind === 'input' ? [body] : [];
}

async function run(job: Job, folder: string): Promise<Told> {
  const [notes, body] = [join(folder, job.id), join(folder, 'body')];
  const scratch = await mkdtemp(join(folder, 'tmp-'));
  await writeFile(notes, '');
  const { code, out, err } = await bash([job.file, ...job.takes.flatMap((one) => argument(one, body))], {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    API_URL: job.url,
    API_TOKEN: tokens[0],
    ERRDEX_NOTES: notes,
    ERRDEX_DONE: job.done ? '0' : '1',
    ERRDEX_FAULT: job.fault ?? '',
    TMPDIR: scratch,
  });
  const left = (await readFile(notes, 'utf8')).split('\n');
  const shows = code !== 0 && err === '' && job.takes.some(({ kind }) => kind === 'show');
  const lines = out.trimEnd().split('\n');
  const texts = lines.filter((line) => !line.startsWith('- '));
  const actions = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  const files = await readdir(scratch);
  const ended: Told['outcome'] = shows
    ? { kind: 'nothing', said: '' }
    : code === 0
      ? { kind: 'returned', said: out }
      : { kind: 'thrown', said: err };
  return {
    id: job.id,
    outcome: files.length > 0 ? { kind: 'crashed', said: 'it leaves its files behind' } : ended,
    waits: left.filter((line) => line.startsWith('wait ')).map((line) => Number(line.slice(5))),
    shown: shows ? [{ texts, actions }] : [],
    noted: err.split('\n').flatMap((line) => (line.startsWith('Warning: ') ? [line.slice(9)] : [])),
    refreshed: left.filter((line) => line === 'refresh').length,
    asked: left.filter((line) => line === 'ask').length,
  };
}

const folder = await mkdtemp(join(tmpdir(), 'errdex-shell-'));
try {
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'body'), '{}');
  for (const [name, does] of Object.entries(commands)) {
    const file = join(folder, 'bin', name);
    await writeFile(file, `#!/bin/sh\n${does}\n`);
    await chmod(file, 0o755);
  }
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await run(JSON.parse(line) as Job, folder))}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
