import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Job, Told } from './job.ts';

/** Milliseconds without a word after which a harness is ended: no run takes so long. */
const silence = 60_000;

/**
 * Sends jobs to a harness and gathers what it says. Where a run ends the whole process or hangs it, that run has failed, and a new process
 * does the rest.
 *
 * @throws Error when the harness ends again and again before it has said anything
 */
export async function runAll(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  jobs: readonly Job[],
  told: Map<string, Told>,
): Promise<void> {
  let left = jobs;
  for (let mute = 0; left.length > 0;) {
    const complaints = await runSome(command, args, env, left, told);
    const [broken, ...others] = left.filter(({ id }) => !told.has(id));
    if (!broken) return;
    mute = broken === left[0] ? mute + 1 : 0;
    if (mute === 3) throw new Error(`${command} ended three times without a word:\n${complaints}`);
    const outcome = { kind: 'thrown', said: `the process ended: ${complaints.trim().slice(-300)}` } as const;
    told.set(broken.id, { id: broken.id, outcome, waits: [], shown: [], noted: [], refreshed: 0, asked: 0 });
    left = others;
  }
}

/** Runs jobs in one process until it ends; gives what it complained of. */
function runSome(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  jobs: readonly Job[],
  told: Map<string, Told>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let complaints = '';
    let watch = setTimeout(() => child.kill('SIGKILL'), silence);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-4000)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const one = JSON.parse(line) as Told;
      told.set(one.id, one);
      clearTimeout(watch);
      watch = setTimeout(() => child.kill('SIGKILL'), silence);
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(watch);
      resolve(complaints);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  });
}
