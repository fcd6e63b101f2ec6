// Runs snippets in Node: jobs come as lines of JSON on standard input, what came of each goes out as a line.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Given } from '../../snippet/client.ts';
import type { Job, Told } from '../job.ts';
import { tokens } from '../judge.ts';

type Callback = (...values: unknown[]) => unknown;

/** Milliseconds between two looks at the mock, and after all has happened that was awaited. */
const [LOOK, MOMENT] = [20, 120];

/** What a run leaves behind. */
interface Notes {
  waits: number[];
  shown: Told['shown'][number][];
  noted: string[];
  refreshed: number;
  asked: number;
  reported: string[];
  /** Counts everything that happened. */
  moves: number;
}

/** The runs that are going on, by the address of their module: a wait is known by the module that waits. */
const running = new Map<string, Notes>();

/** The clock of snippets: a wait is noted and is over. Others, such as the HTTP client, keep theirs. */
const realSetTimeout = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((callback: Callback, milliseconds = 0, ...values: unknown[]) => {
  // Who called: the line after the message and this function.
  const caller = new Error().stack?.split('\n')[2] ?? '';
  const [, notes] = [...running].find(([address]) => caller.includes(`${address}:`)) ?? [];
  if (!notes) return realSetTimeout(callback, milliseconds, ...values);
  notes.waits.push(milliseconds / 1000);
  notes.moves += 1;
  return realSetTimeout(callback, 0, ...values);
}, realSetTimeout) as typeof setTimeout;

function argument(one: Given, job: Job, notes: Notes): unknown {
  const move = (): void => void (notes.moves += 1);
  switch (one.kind) {
    case 'path':
      return 'x1';
    case 'input':
      return '{}';
    case 'form':
      return new FormData();
    case 'type':
      return 'multipart/form-data; boundary=x';
    case 'message':
      return (token?: string) => JSON.stringify({ token });
    case 'refresh':
      return () => {
        move();
        notes.refreshed += 1;
        if (job.fault === 'no-credentials') throw new Error('there are no new credentials');
        return Promise.resolve(tokens[1]);
      };
    case 'done':
      return () => {
        move();
        notes.asked += 1;
        return Promise.resolve(job.done);
      };
    case 'show':
      return (texts: string[], actions: string[]) => {
        move();
        notes.shown.push({ texts, actions });
      };
    case 'note':
      return (text: string) => {
        move();
        notes.noted.push(text);
      };
    case 'run':
      return async (): Promise<unknown> => (await fetch(job.url)).json();
    case 'report':
      return (problem: Error) => {
        move();
        notes.reported.push(problem.message);
      };
    case 'value':
      return one.value;
    case 'hooks': {
      const hook = (kind: 'refresh' | 'done' | 'show' | 'note' | 'report'): unknown => argument({ kind }, job, notes);
      return {
        refreshToken: hook('refresh'),
        isDone: hook('done'),
        show: hook('show'),
        note: hook('note'),
        report: hook('report'),
        receive: () => undefined,
      };
    }
  }
}

async function run(job: Job): Promise<Told> {
  const notes: Notes = { waits: [], shown: [], noted: [], refreshed: 0, asked: 0, reported: [], moves: 0 };
  const address = `${pathToFileURL(job.file).href}?${job.id}`;
  running.set(address, notes);
  process.env['API_URL'] = job.url;
  process.env['API_TOKEN'] = tokens[0];
  let outcome: Told['outcome'];
  try {
    const module = (await import(address)) as Record<string, Callback>;
    const call = module[job.entry];
    if (!call) throw new Error(`${job.file} exports no ${job.entry}`);
    const given = await call(...job.takes.map((one) => argument(one, job, notes)));
    // Whoever gets the response must still be able to read it.
    if (given instanceof Response) await given.text();
    const connected = job.transport === 'websocket' || job.transport === 'socket.io';
    if (connected) await settled(job, notes);
    const [reported] = notes.reported;
    if (reported !== undefined) outcome = { kind: 'reported', said: reported };
    else if (connected) outcome = { kind: notes.shown.length > 0 ? 'nothing' : 'returned', said: '' };
    else
      outcome =
        given === undefined
          ? { kind: 'nothing', said: '' }
          : { kind: 'returned', said: given instanceof Response ? String(given.status) : JSON.stringify(given) };
  } catch (error) {
    outcome = { kind: 'thrown', said: error instanceof Error ? error.message : String(error) };
  }
  running.delete(address);
  const { waits, shown, noted, refreshed, asked } = notes;
  return { id: job.id, outcome, waits, shown, noted, refreshed, asked };
}

/** Waits until everything has happened that was awaited, and a moment longer. */
async function settled(job: Job, notes: Notes): Promise<void> {
  for (let left = job.patience; left > 0; left -= LOOK) {
    const { attempts } = (await (await fetch(job.watch)).json()) as { attempts: number };
    if (attempts >= job.attempts && notes.moves >= job.moves) break;
    await pause(LOOK);
  }
  await pause(MOMENT);
}

// A callback that fails fails the run, and no other.
process.on('unhandledRejection', (error) => {
  for (const notes of running.values()) notes.reported.push(`unhandled: ${error instanceof Error ? error.message : String(error)}`);
});

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line) as Job))}\n`);
process.exit(0);
