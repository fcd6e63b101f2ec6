// Runs snippets in Node: jobs come as lines of JSON on standard input, what came of each goes out as a line.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Argument } from '../../snippet/client.ts';
import type { Job, Told } from '../job.ts';
import { tokens } from '../trial.ts';

type Callback = (...values: unknown[]) => unknown;

/** What a run leaves behind. */
interface Notes {
  waits: number[];
  shown: Told['shown'][number][];
  noted: string[];
  refreshed: number;
  asked: number;
}

let notes: Notes = empty();
let file = '';

function empty(): Notes {
  return { waits: [], shown: [], noted: [], refreshed: 0, asked: 0 };
}

/** The clock of snippets: a wait is noted and is over. Others, such as the HTTP client, keep theirs. */
const realSetTimeout = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((callback: Callback, milliseconds = 0, ...values: unknown[]) => {
  if (!(new Error().stack ?? '').includes(file)) return realSetTimeout(callback, milliseconds, ...values);
  notes.waits.push(milliseconds / 1000);
  return realSetTimeout(callback, 0, ...values);
}, realSetTimeout) as typeof setTimeout;

function argument(one: Argument, job: Job): unknown {
  switch (one.kind) {
    case 'path':
      return 'x1';
    case 'input':
      return '{}';
    case 'refresh':
      return () => {
        notes.refreshed += 1;
        return Promise.resolve(tokens[1]);
      };
    case 'done':
      return () => {
        notes.asked += 1;
        return Promise.resolve(job.done);
      };
    case 'show':
      return (texts: string[], actions: string[]) => notes.shown.push({ texts, actions });
    case 'note':
      return (text: string) => notes.noted.push(text);
    case 'socket':
    case 'run':
    case 'report':
      throw new Error(`the harness of Node has no ${one.kind} yet`);
  }
}

async function run(job: Job): Promise<Told> {
  notes = empty();
  ({ file } = job);
  process.env['API_URL'] = job.url;
  process.env['API_TOKEN'] = tokens[0];
  const module = (await import(pathToFileURL(job.file).href)) as Record<string, Callback>;
  const call = module[job.entry];
  if (!call) throw new Error(`${job.file} exports no ${job.entry}`);
  let outcome: Told['outcome'];
  try {
    const given = await call(...job.takes.map((one) => argument(one, job)));
    outcome = given instanceof Response ? { kind: 'returned', said: String(given.status) } : { kind: 'nothing', said: String(given) };
  } catch (error) {
    outcome = { kind: 'thrown', said: error instanceof Error ? error.message : String(error) };
  }
  return { id: job.id, outcome, ...notes };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line) as Job))}\n`);
process.exit(0);
