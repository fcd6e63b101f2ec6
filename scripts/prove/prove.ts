import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { startMock } from '../mock/index.ts';
import { PROXY, STRAY, UNKNOWN } from '../mock/sent.ts';
import { strangerTo } from '../mock/unknown.ts';
import type { Mock } from '../mock/index.ts';
import type { MockEvent } from '../mock/log.ts';
import type { Candidate } from '../snippet/candidates.ts';
import type { Plan, TrialName } from '../snippet/types.ts';
import { withValue } from '../snippet/value.ts';
import type { Job, Told } from './job.ts';
import { awaited, judge, judgeAll } from './judge.ts';
import type { Observed } from './judge.ts';
import { runAll } from './processes.ts';
import { openRelay } from './relay.ts';
import type { Fault, Relay } from './relay.ts';
import type { Runtime } from './runtime.ts';
import { trialsAmong, trialsNamed, trialsOf } from './trial.ts';
import type { Answer, Trial } from './trial.ts';

/** What came of a snippet: what it did wrong in which trial. */
export interface Proof {
  readonly candidate: Candidate;
  readonly trials: number;
  /** False where every run failed before anything arrived at the mock: no program. */
  readonly ran: boolean;
  readonly wrong: readonly string[];
}

/** Processes for runs over connections, which end when nothing has happened for a while: they wait more than they work. */
const patient = 6;

const isConnection = (transport: Plan['transport']): boolean => transport === 'websocket' || transport === 'socket.io';

/**
 * Runs snippets in a runtime against a mock of the catalog, every trial of each, and judges what they did.
 *
 * @param scratch a folder for the files; a new one in it is made and removed
 * @param patience milliseconds that a run over a connection waits for what does not come
 * @throws Error when the runtime is missing, or the harness ends before its time
 */
export async function prove(
  catalog: CompiledCatalog,
  candidates: readonly Candidate[],
  runtime: Runtime,
  scratch: string,
  patience = 10_000,
): Promise<Proof[]> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, `${runtime.id}-`));
  // Every run has a scenario, and is judged by all that happened in it.
  const mock = await startMock(catalog, { limits: { scenarios: Infinity, events: Infinity } });
  const relays = { cut: await openRelay(mock.url, 'cut'), parts: await openRelay(mock.url, 'parts') };
  try {
    // A whole handler is one file, however many errors it meets.
    const fileOf = new Map<string, string>();
    for (const { client, snippet } of candidates) {
      if (fileOf.has(snippet.code)) continue;
      const file = join(folder, `s${String(fileOf.size)}.${client.extension}`);
      fileOf.set(snippet.code, file);
      await writeFile(file, snippet.code);
    }
    const files = [...fileOf.values()];
    const strangersTo = ({ service }: Plan): string[] => {
      const codes = catalog.services.find((one) => one.service === service)?.codes ?? [];
      const taken = new Set(codes.flatMap(({ id, code }) => [id, code]));
      return [...new Set(codes.map(({ code }) => strangerTo(code, taken)))];
    };
    const runs: { at: number; plan: Plan; trial: Trial; job: Job }[] = [];
    for (const [at, { plan, snippet, trials, strays = [] }] of candidates.entries()) {
      const own = trials
        ? [...trialsNamed(plan, trials), ...trialsAmong(plan, strays)].map((one) => ({ ...one, strangers: strangersTo(plan) }))
        : trialsOf(plan, runtime.stages);
      for (const [nth, trial] of own.entries()) {
        const key = `s${String(at)}-${trial.name}-${String(nth)}`;
        const { edit } = trial;
        mock.scenario(key, scenarioOf(plan, trial), edit && ((message) => withValue(message, edit)));
        const { name: entry, takes } = snippet.entry;
        const url = await addressOf(mock, key, plan, trial.name, relays);
        runs.push({
          at,
          plan,
          trial,
          job: {
            id: key,
            file: fileOf.get(snippet.code) ?? '',
            entry,
            takes,
            transport: plan.transport,
            url,
            done: trial.done,
            ...((trial.name === 'no-credentials' || trial.name === 'unsent') && { fault: trial.name }),
            watch: `${mock.url}/~mock/scenarios/${key}`,
            patience,
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
    const happened = groupBy(mock.log.events(), ({ key }) => key);
    const runsOf = groupBy(runs, ({ at }) => at);
    return candidates.map((candidate, at) => {
      const own = runsOf.get(at) ?? [];
      const seen = own.map(({ plan, trial, job }) => {
        const said = told.get(job.id);
        return { plan, trial, observed: said && { ...said, ...seenIn(happened.get(job.id) ?? []) } };
      });
      const wrong = seen.flatMap(({ plan, trial, observed }) =>
        observed
          ? judge(plan, trial, observed).map((what) => `${called(trial)}: ${what}`)
          : [`${called(trial)}: the harness of ${runtime.id} said nothing`],
      );
      const all = seen.flatMap(({ observed }) => observed ?? []);
      const ran = all.some(({ attempts, connections, outcome }) => attempts + connections > 0 || outcome.kind !== 'thrown');
      return { candidate, trials: own.length, ran, wrong: [...wrong, ...judgeAll(candidate.plan, all)] };
    });
  } finally {
    for (const relay of Object.values(relays)) await relay.close();
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A trial as reports name it: with what is changed in the message. */
const called = ({ name, edit }: Trial): string =>
  edit ? `${name} (${edit.value === undefined ? 'no' : JSON.stringify(edit.value)} ${edit.place.join('/')})` : name;

/** Where a snippet finds the mock in a run: what it takes from `API_URL`. */
async function addressOf(
  mock: Mock,
  key: string,
  { transport, service, id, call }: Plan,
  trial: TrialName,
  relays: Readonly<Record<Fault, Relay>>,
): Promise<string> {
  // A host that is no host (RFC 3986, section 3.2.2).
  if (trial === 'nowhere') return `${transport === 'websocket' ? 'ws' : 'http'}://[`;
  const base = `${trial === 'cut' || trial === 'parts' ? relays[trial].url : mock.url}/~at/${key}`;
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
function scenarioOf(plan: Plan, { name, answers, tells }: Trial): JsonObject {
  const target: JsonObject = { service: plan.service, envelope: plan.envelope };
  const step = (answer: Answer): Json => {
    if (answer === 'success') return 'success';
    const status = plan.example['status'];
    return answer === 'error'
      ? { ...target, code: plan.id }
      : answer === 'other' && plan.neighbour
        ? { ...target, code: plan.neighbour.id, envelope: plan.neighbour.envelope }
        : {
            ...target,
            code: answer === 'not-json' ? PROXY : answer === 'stray' ? STRAY : UNKNOWN,
            ...(typeof status === 'number' && { status }),
          };
  };
  if (tells) return { ...target, code: plan.id, fail: tells.length, wait: [...tells], when: 'message' };
  // What cannot be sent is answered by nothing; something comes all the same.
  return { steps: answers.map(step), when: name === 'unsent' ? 'open' : 'message' };
}

/** What the mock saw of a scenario. */
function seenIn(
  events: readonly MockEvent[],
): Pick<Observed, 'attempts' | 'calls' | 'contentTypes' | 'bodies' | 'connections' | 'credentials'> {
  return {
    attempts: events.filter(({ type }) => type === 'request' || type === 'received').length,
    calls: events.flatMap((event) => (event.type === 'request' ? [`${event.method} ${event.path.replace(/\?.*$/, '')}`] : [])),
    contentTypes: events.flatMap((event) => (event.type === 'request' ? [event.headers['content-type'] ?? ''] : [])),
    bodies: events.flatMap((event) =>
      event.type === 'request'
        ? [Number(event.headers['content-length'] ?? 0) > 0 || event.headers['transfer-encoding'] !== undefined]
        : [],
    ),
    connections: events.filter(({ type }) => type === 'open').length,
    credentials: events.flatMap((event): Observed['credentials'] => {
      if (event.type === 'request') return [{ place: 'header', said: event.headers['authorization'] ?? '' }];
      if (event.type === 'received') return [{ place: 'message', said: JSON.stringify(event.data) }];
      return event.type === 'open' && event.auth !== undefined ? [{ place: 'handshake', said: JSON.stringify(event.auth) }] : [];
    }),
  };
}

/** Things by a key, in the order of their first. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
