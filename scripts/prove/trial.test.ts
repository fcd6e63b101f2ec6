import { describe, expect, test } from 'vitest';
import type { Plan, Policy } from '../snippet/types.ts';
import { judge, judgeAll, tokens } from './judge.ts';
import type { Observed } from './judge.ts';
import { trialsAmong, trialsNamed, trialsOf } from './trial.ts';
import type { Trial } from './trial.ts';

const planWith = (policy: Policy, rest: Partial<Plan> = {}): Plan => ({
  service: 'shop',
  id: 'LATE',
  code: 'LATE',
  transport: 'http',
  envelope: 'problem',
  title: '503 Service Unavailable',
  call: { name: 'order', method: 'POST', path: '/orders/{id}', contentType: 'application/json' },
  recognition: { signs: [{ place: ['body', 'code'], equals: 'LATE' }], sure: true },
  policy,
  reconnect: false,
  ask: false,
  trace: { name: 'context.trace', place: ['headers', 'X-Trace'], types: ['string'], always: true },
  texts: [{ name: 'texts.title', place: ['body', 'title'], types: ['string'], always: true }],
  actions: { name: 'actions', list: ['wait'] },
  details: [{ name: 'params.fields', place: ['body', 'fields'], types: ['array'], always: true }],
  example: { status: 503, headers: { 'x-trace': 't-1' }, body: { code: 'LATE', title: 'Later', fields: ['a', 'b'], wait: 20 } },
  ...rest,
});

const good: Observed = {
  attempts: 1,
  calls: ['POST /orders/x1'],
  contentTypes: ['application/json'],
  bodies: [true],
  connections: 0,
  credentials: [],
  waits: [],
  outcome: { kind: 'returned', said: '200' },
  shown: [],
  noted: [],
  refreshed: 0,
  asked: 0,
};
const thrown = { outcome: { kind: 'thrown', said: 'LATE, fields a,b, trace t-1' } } as const;
const trial = (plan: Plan, name: Trial['name']): Trial => {
  const found = trialsNamed(plan, [name]).find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe('judge', () => {
  const stop = planWith({ kind: 'stop' });
  const correct = planWith({ kind: 'correct' });
  const show = planWith({ kind: 'show' });
  const refresh = planWith({ kind: 'refresh' });
  const told = planWith({
    kind: 'retry',
    attempts: 3,
    wait: {
      kind: 'told',
      reading: { name: 'retryAfter', place: ['body', 'wait'], types: ['number'], always: true },
      otherwise: 20,
      varies: true,
    },
  });
  const asks = planWith({ kind: 'retry', attempts: 2, wait: { kind: 'none' } }, { ask: true });
  const shown = { shown: [{ texts: ['Later'], actions: ['wait'] }], outcome: { kind: 'nothing', said: '' } } as const;
  const onSocket = planWith({ kind: 'stop' }, { transport: 'websocket' });
  const nothing = { attempts: 0, calls: [], outcome: { kind: 'thrown', said: 'broken' } } as const;
  const bearing = (...sent: readonly string[]): Pick<Observed, 'credentials'> => ({
    credentials: sent.map((token) => ({ place: 'header', said: `Bearer ${token}` })),
  });
  const said = (place: 'handshake' | 'message', ...all: readonly string[]): Observed['credentials'] =>
    all.map((one) => ({ place, said: one }));
  const knocks = planWith({ kind: 'refresh' }, { transport: 'socket.io', call: { name: 'order', event: 'order' } });
  const signsIn = planWith({ kind: 'refresh' }, { transport: 'socket.io', call: { name: 'sign-in', event: 'in', credentials: true } });
  const fresh = { attempts: 2, refreshed: 1, ...bearing(...tokens) };
  const calls = (count: number): Pick<Observed, 'attempts' | 'calls'> => ({
    attempts: count,
    calls: Array.from({ length: count }, () => 'POST /orders/x1'),
  });

  test.each<[string, Plan, Trial['name'], Partial<Observed>]>([
    ['a success is passed on', stop, 'success', {}],
    ['an unknown code is passed on', stop, 'unknown', {}],
    ['an answer that is no JSON is passed on', stop, 'not-json', {}],
    ['a handler fails with a stranger', told, 'fallback', { outcome: { kind: 'thrown', said: 'unknown error HTTP 503' } }],
    ['a failure names code and trace', stop, 'lasts', thrown],
    ['a failure names what to correct', correct, 'lasts', thrown],
    ['texts and actions are shown', show, 'lasts', shown],
    ['credentials are refreshed once', refresh, 'recovers', fresh],
    [
      'the handshake shows credentials',
      knocks,
      'recovers',
      { ...fresh, calls: [], credentials: said('handshake', ...tokens), connections: 2 },
    ],
    [
      'the event carries credentials',
      signsIn,
      'recovers',
      { ...fresh, calls: [], credentials: said('message', ...tokens), connections: 1 },
    ],
    ['what is told is waited for', told, 'lasts', { ...calls(3), ...thrown, waits: [19, 18] }],
    ['what was done is not repeated', asks, 'was-done', { asked: 1 }],
    ['a break is told, and a library repeats of itself', stop, 'cut', { ...calls(2), outcome: { kind: 'thrown', said: 'reset' } }],
    ['nobody has new credentials', refresh, 'no-credentials', { refreshed: 1, outcome: { kind: 'thrown', said: 'none' } }],
    ['there is nothing to connect to', onSocket, 'nowhere', { ...nothing, connections: 0 }],
    ['nothing can be sent', onSocket, 'unsent', { ...nothing, connections: 1 }],
    ['an answer comes in pieces', onSocket, 'parts', { ...thrown, calls: [], connections: 1 }],
  ])('finds nothing wrong where %s', (_, plan, name, seen) => {
    expect(judge(plan, trial(plan, name), { ...good, ...seen })).toEqual([]);
  });

  test.each<[RegExp, Plan, Trial['name'], Partial<Observed>]>([
    [/it returned/, told, 'fallback', {}],
    [/2 attempts instead of 1/, told, 'fallback', { ...calls(2), outcome: { kind: 'thrown', said: 'unknown error HTTP 503' } }],
    [/does not name the stranger: LATE/, told, 'fallback', thrown],
    [/does not name the stranger: HTTP/, told, 'fallback', { outcome: { kind: 'thrown', said: 'HTTP 503' } }],
    [/taken for a stranger/, stop, 'lasts', { outcome: { kind: 'thrown', said: 'unknown error LATE, trace t-1' } }],
    [/2 attempts instead of 1/, stop, 'lasts', { ...thrown, ...calls(2) }],
    [/it returned/, stop, 'lasts', {}],
    [/it thrown/, stop, 'unknown', thrown],
    [/does not name the code/, stop, 'lasts', { outcome: { kind: 'thrown', said: 'trace t-1' } }],
    [/does not name `trace`/, stop, 'lasts', { outcome: { kind: 'thrown', said: 'LATE' } }],
    [/does not name `fields`/, correct, 'lasts', { outcome: { kind: 'thrown', said: 'LATE a t-1' } }],
    [/does not name `trace`/, correct, 'lasts', { outcome: { kind: 'thrown', said: 'LATE, fields a,b, t-1' } }],
    [/it crashed/, stop, 'lasts', { outcome: { kind: 'crashed', said: 'LATE, trace t-1' } }],
    [/it returned/, stop, 'cut', {}],
    [/a fault is taken for LATE/, stop, 'cut', thrown],
    [/1 attempts instead of 0/, stop, 'nowhere', { outcome: { kind: 'thrown', said: 'no host' } }],
    [/it returned/, refresh, 'no-credentials', { refreshed: 1 }],
    [/1 connections instead of 0/, onSocket, 'nowhere', { ...nothing, connections: 1 }],
    [/it returned/, onSocket, 'unsent', { ...nothing, connections: 1, outcome: { kind: 'returned', said: '' } }],
    [/the answer is lost/, stop, 'unknown', { outcome: { kind: 'returned', said: '' } }],
    [/sent as text\/plain;.* instead of/, stop, 'success', { contentTypes: ['text/plain;charset=UTF-8'] }],
    [/sent as nothing instead of/, stop, 'success', { contentTypes: [''] }],
    [/without its body/, stop, 'success', { bodies: [false] }],
    [/does not name `trace` \(t-1\)/, stop, 'lasts', { outcome: { kind: 'thrown', said: 'LATE, tracq t-1' } }],
    [/it thrown/, stop, 'not-json', thrown],
    [/was called instead of/, stop, 'success', { calls: ['PUT /orders/x1'] }],
    [/shown .* instead of/, show, 'lasts', { ...shown, shown: [{ texts: ['Later'], actions: [] }] }],
    [/shown 0 times/, show, 'lasts', { ...shown, shown: [] }],
    [/new credentials/, refresh, 'recovers', { ...fresh, ...bearing(tokens[0], tokens[0]) }],
    [/new credentials in its message/, signsIn, 'recovers', { ...fresh, credentials: said('handshake', ...tokens) }],
    [/new credentials in its handshake/, knocks, 'recovers', { ...fresh, credentials: said('message', ...tokens) }],
    [/not carry the new credentials/, signsIn, 'recovers', { ...fresh, credentials: said('message', tokens[0], '{}') }],
    [/2 connections instead of 1/, signsIn, 'recovers', { ...fresh, connections: 2 }],
    [/refreshed 2 times/, refresh, 'lasts', { ...fresh, ...thrown, refreshed: 2 }],
    [/wait 1 is 20 s/, told, 'lasts', { ...calls(3), ...thrown, waits: [20, 20] }],
    [/wait 1 is 0.019 s/, told, 'lasts', { ...calls(3), ...thrown, waits: [0.019, 18] }],
    [/0 waits/, told, 'lasts', { ...calls(3), ...thrown }],
    [/asked 0 times/, asks, 'was-done', { ...calls(2) }],
  ])('finds %s', (what, plan, name, seen) => {
    expect(judge(plan, trial(plan, name), { ...good, ...seen }).join('\n')).toMatch(what);
  });

  test('asks nobody to tell a service from a proxy by the status alone', () => {
    const names = (place: readonly string[]): string[] =>
      trialsOf(planWith({ kind: 'stop' }, { recognition: { signs: [{ place, equals: 503 }], sure: true } })).map(({ name }) => name);
    expect(names(['status'])).not.toContain('not-json');
    expect(names(['body', 'code'])).toContain('not-json');
  });

  test('what tells an error by a text meets a list with that text, and passes it on', () => {
    const listsOf = (sign: Plan['recognition']['signs'][number]): Trial[] =>
      trialsOf(planWith({ kind: 'stop' }, { recognition: { signs: [sign], sure: true } })).filter(({ name }) => name === 'list');
    const text = { starts: 'Lat', ends: '' };
    const [one, ...others] = listsOf({ place: ['body', 'title'], ...text });
    expect([one?.edit, others]).toEqual([{ place: ['body', 'title'], value: ['Later'], is: 'none' }, []]);
    expect(one && judge(stop, one, good)).toEqual([]);
    expect(one && judge(stop, one, { ...good, ...thrown }).join()).toMatch(/it thrown/);
    // What does not look into a text, and headers, which are always texts.
    expect(listsOf({ place: ['body', 'title'], equals: 'Later' })).toEqual([]);
    expect(listsOf({ place: ['headers', 'x-trace'], ...text })).toEqual([]);
  });

  test('puts on what goes wrong where it can, and where the runtime has a hand in it', () => {
    const names = (rest: Partial<Plan>, policy: Policy = { kind: 'stop' }, ...stages: Trial['name'][]): string[] =>
      trialsOf(planWith(policy, rest), stages).map(({ name }) => name);
    expect(names({})).toEqual(expect.arrayContaining(['nowhere', 'cut']));
    expect(names({ call: { name: 'cancel', method: 'DELETE', path: '/orders' } })).not.toContain('cut');
    expect(names({}, { kind: 'refresh' })).toContain('no-credentials');
    expect(names({ transport: 'websocket' })).not.toContain('unsent');
    expect(names({ transport: 'websocket' }, { kind: 'stop' }, 'unsent')).toEqual(expect.arrayContaining(['unsent', 'parts', 'nowhere']));
    expect(names({ transport: 'socket.io' }).filter((name) => ['nowhere', 'cut', 'parts', 'no-credentials'].includes(name))).toEqual([]);
  });

  test('one message that is like the error is met in each trial, and judged by what it is', () => {
    const trials = trialsAmong(correct, [
      { place: ['body', 'code'], is: 'stranger' },
      { place: ['status'], value: 200, is: 'none' },
      { place: ['body', 'fields'], value: [], is: 'same' },
    ]);
    expect(trials.map(({ name, answers }) => [name, answers.every((answer) => answer === 'error')])).toEqual([
      ['fallback', true],
      ['stray', true],
      ['lasts', true],
    ]);
    const judged = (at: number, outcome: Observed['outcome']): string[] => {
      const [one] = trials.slice(at);
      return one ? judge(correct, { ...one, strangers: [] }, { ...good, outcome }) : ['no trial'];
    };
    const returned = { kind: 'returned', said: '200' } as const;
    expect(judged(0, { kind: 'thrown', said: 'unknown error HTTP 503, trace t-1' })).toEqual([]);
    expect(judged(0, returned).join()).toMatch(/it returned/);
    expect(judged(1, returned)).toEqual([]);
    expect(judged(1, thrown.outcome).join()).toMatch(/it thrown/);
    expect(judged(2, { kind: 'thrown', said: 'LATE, fields , trace t-1' })).toEqual([]);
    expect(judged(2, { kind: 'thrown', said: 'TypeError' }).join()).toMatch(/does not name the code/);
  });

  test('demands one connection more for each repetition after a fatal error, and none else', () => {
    const plan = planWith({ kind: 'retry', attempts: 3, wait: { kind: 'none' } }, { transport: 'websocket', reconnect: true });
    const seen = { ...good, ...thrown, calls: [], attempts: 3 };
    expect(judge(plan, trial(plan, 'lasts'), { ...seen, connections: 3 })).toEqual([]);
    expect(judge(plan, trial(plan, 'lasts'), { ...seen, connections: 1 })).toEqual(['1 connections instead of 3']);
  });

  test('over all trials, a backoff has jitter and is in seconds', () => {
    const plan = planWith({ kind: 'retry', attempts: 4, wait: { kind: 'backoff', first: 1, cap: 30 } });
    const runs = (...waits: number[]): Observed[] => [{ ...good, waits }];
    expect(judgeAll(plan, runs(1.3, 0.2, 7.9))).toEqual([]);
    expect(judgeAll(plan, runs(2, 4, 8)).join()).toMatch(/no jitter/);
    expect(judgeAll(plan, runs(0.001, 0.003, 0.004)).join()).toMatch(/not in seconds/);
    // Only the cap is in thousandths.
    expect(judgeAll(plan, runs(0.03, 0.02, 0.03, 0.01)).join()).toMatch(/not in seconds/);
  });
});
