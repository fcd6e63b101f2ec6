import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { startMock } from '../mock/index.ts';
import type { Mock } from '../mock/index.ts';
import type { Candidate } from '../snippet/candidates.ts';
import type { Plan } from '../snippet/types.ts';
import type { Job, Told } from './job.ts';
import type { Runtime } from './runtime.ts';
import { awaited, judge, trialsOf } from './trial.ts';
import type { Answer, Observed, Trial } from './trial.ts';

/** What came of a snippet: what it did wrong in which trial. */
export interface Proof {
  readonly candidate: Candidate;
  readonly trials: number;
  readonly wrong: readonly string[];
}

/** Processes for runs over connections, which end when nothing has happened for a while: they wait more than they work. */
const patient = 6;

const isConnection = (transport: Plan['transport']): boolean => transport === 'websocket' || transport === 'socket.io';

/**
 * Runs snippets in a runtime against a mock of the catalog, every trial of each, and judges what they did.
 *
 * @param scratch a folder for the files; a new one in it is made and removed
 * @throws Error when the runtime is missing, or the harness ends before its time
 */
export async function prove(
  catalog: CompiledCatalog,
  candidates: readonly Candidate[],
  runtime: Runtime,
  scratch: string,
): Promise<Proof[]> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, `${runtime.id}-`));
  const mock = await startMock(catalog);
  try {
    const files = await Promise.all(
      candidates.map(async ({ client, snippet }, at) => {
        const file = join(folder, `s${String(at)}.${client.extension}`);
        await writeFile(file, snippet.code);
        return file;
      }),
    );
    const runs: { at: number; plan: Plan; trial: Trial; job: Job }[] = [];
    for (const [at, { plan, snippet }] of candidates.entries()) {
      for (const trial of trialsOf(plan)) {
        const key = `s${String(at)}-${trial.name}`;
        mock.scenario(key, scenarioOf(plan, trial));
        const { name: entry, takes } = snippet.entry;
        const url = await addressOf(mock, key, plan);
        runs.push({
          at,
          plan,
          trial,
          job: {
            id: key,
            file: files[at] ?? '',
            entry,
            takes,
            transport: plan.transport,
            url,
            done: trial.done,
            watch: `${mock.url}/~mock/scenarios/${key}`,
            ...awaited(plan, trial),
          },
        });
      }
    }
    const { command, args, env } = await runtime.prepare(folder, files);
    const told = new Map<string, Told>();
    const jobs = runs.map(({ job }) => job);
    const shares = Math.max(1, ...jobs.map(({ transport }) => (isConnection(transport) ? patient : 1)));
    // Runs one after the other in each process: a snippet reads its environment whenever it likes.
    const share = (at: number): Job[] => jobs.filter((_, place) => place % shares === at);
    await Promise.all(Array.from({ length: shares }, (_, at) => runAll(command, args, { ...process.env, ...env }, share(at), told)));
    return candidates.map((candidate, at) => {
      const own = runs.filter((run) => run.at === at);
      const wrong = own.flatMap(({ plan, trial, job }) => {
        const said = told.get(job.id);
        if (!said) return [`${trial.name}: the harness of ${runtime.id} said nothing`];
        return judge(plan, trial, { ...said, ...seenBy(mock, job.id) }).map((what) => `${trial.name}: ${what}`);
      });
      return { candidate, trials: own.length, wrong };
    });
  } finally {
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where a snippet finds the mock in a run: what it takes from `API_URL`. */
async function addressOf(mock: Mock, key: string, { transport, service, id, call }: Plan): Promise<string> {
  const base = `${mock.url}/~at/${key}`;
  switch (transport) {
    case 'websocket':
      // A channel that the catalog knows is in the snippet itself.
      return `${base.replace(/^http/, 'ws')}${call.channel === undefined ? `/${service}` : ''}`;
    case 'socket.io':
      // The path of an address is a namespace there, so it cannot carry the scenario.
      return await mock.door(key);
    case 'task-result':
      return `${base}/${service}/${encodeURIComponent(id)}`;
    default:
      return base;
  }
}

/** What the mock answers in a trial, in its own words. */
function scenarioOf(plan: Plan, { answers }: Trial): JsonObject {
  const target: JsonObject = { service: plan.service, envelope: plan.envelope };
  const step = (answer: Answer): Json => {
    if (answer === 'success') return 'success';
    const status = plan.example['status'];
    return answer === 'error'
      ? { ...target, code: plan.id }
      : { ...target, code: '~unknown', ...(typeof status === 'number' && { status }) };
  };
  return { steps: answers.map(step), then: step(answers.at(-1) ?? 'success'), when: 'message' };
}

/** What the mock saw of a scenario. */
function seenBy(mock: Mock, key: string): Pick<Observed, 'attempts' | 'connections' | 'credentials'> {
  const events = mock.log.events(key);
  return {
    attempts: events.filter(({ type }) => type === 'request' || type === 'received').length,
    connections: events.filter(({ type }) => type === 'open').length,
    credentials: events.flatMap((event) => {
      if (event.type === 'request') return [event.headers['authorization'] ?? ''];
      if (event.type === 'received') return [JSON.stringify(event.data)];
      return event.type === 'open' && event.auth !== undefined ? [JSON.stringify(event.auth)] : [];
    }),
  };
}

/** Sends jobs to a harness and gathers what it says. */
function runAll(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  jobs: readonly Job[],
  told: Map<string, Told>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-4000)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const one = JSON.parse(line) as Told;
      told.set(one.id, one);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${command} ended with ${String(code)} after ${String(jobs.filter(({ id }) => told.has(id)).length)} of ${String(jobs.length)} runs:\n${complaints}`,
          ),
        );
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  });
}
