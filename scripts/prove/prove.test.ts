import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { candidatesOf } from '../snippet/candidates.ts';
import type { Candidate } from '../snippet/candidates.ts';
import { clients } from '../snippet/clients/index.ts';
import { handlersOf } from '../snippet/handlers/index.ts';
import type { HandlerCandidate } from '../snippet/handlers/index.ts';
import { handlerHash } from '../snippet/handlers/shown.ts';
import { proofHash, proofsFile, readProofs } from '../snippet/proofs.ts';
import { survey, surveyHandlers } from './mutants.ts';
import { proveClient } from './handlers.ts';
import { runtimes } from './runtimes/index.ts';

const folder = join(import.meta.dirname, '../../catalog');
const run = await compileCatalog(folder, { today: '2026-11-21', toolVersion: '0.0.0', unproven: true });
const { catalog } = run;
if (!catalog) throw new Error('the shipped catalog has errors');
const all = candidatesOf(catalog);
const record = readProofs(await readFile(join(folder, proofsFile), 'utf8'));
const wide = process.env['CI'] === 'true';
const whole = handlersOf(catalog);
const of = (client: string): Candidate[] => all.filter((one) => one.client.id === client);
const wholeOf = (client: string): HandlerCandidate[] => whole.filter((one) => one.client.id === client);
const pairs = runtimes.flatMap((runtime) =>
  runtime.clients.filter((client) => of(client).length > 0).map((client) => ({ client, runtime })),
);

test('every client has a runtime', () => {
  expect(clients.map(({ id }) => id).filter((id) => !runtimes.some((runtime) => runtime.clients.includes(id)))).toEqual([]);
});

test.each(pairs)('the record of $client is of these very snippets and payloads', ({ client }) => {
  const recorded = record?.clients[client];
  expect(recorded, 'run `npm run prove`').toBeDefined();
  const fresh = of(client).map((candidate) => [candidate.name, proofHash(candidate, recorded?.ranWith ?? {})]);
  expect(recorded?.snippets, 'run `npm run prove`').toEqual(Object.fromEntries(fresh));
  const handlers = wholeOf(client).map((handler) => [handler.name, handlerHash(handler, recorded?.ranWith ?? {})]);
  expect(recorded?.handlers ?? {}, 'run `npm run prove`').toEqual(Object.fromEntries(handlers));
});

/**
 * In full where CI=true; elsewhere the record stands for the run as long as the versions are those that it names. A runtime that is missing
 * is set up, or the test fails and says what is missing.
 */
test.each(pairs)(
  'every snippet and whole handler of $client does what the facts demand',
  { timeout: 600_000 },
  async ({ client, runtime }) => {
    if (!wide) {
      const versions = await runtime.versions(client);
      if (JSON.stringify(versions) === JSON.stringify(record?.clients[client]?.ranWith)) return;
    }
    const { proofs, handlers } = await proveClient(catalog, of(client), wholeOf(client), runtime, tmpdir());
    expect(proofs.flatMap(({ candidate, wrong }) => wrong.map((what) => `${candidate.name}: ${what}`))).toEqual([]);
    expect(proofs.length).toBe(of(client).length);
    expect(handlers.flatMap(({ handler, wrong }) => wrong.map((what) => `${handler.name}: ${what}`))).toEqual([]);
    expect(handlers.length).toBe(wholeOf(client).length);
  },
);

test('every error of a service is met by each of its handlers, and a stranger', () => {
  expect(whole.length).toBeGreaterThan(0);
  for (const { name, service, transport, meets } of whole) {
    const codes = catalog.services.find((one) => one.service === service)?.codes ?? [];
    const sent = codes.filter(
      ({ lifecycle, messages }) =>
        !['removed', 'reserved'].includes(lifecycle.state) &&
        messages.some((message) => message.transport === transport && !message.within),
    );
    expect(new Set(meets.map(({ plan }) => plan.id)), name).toEqual(new Set(sent.map(({ id }) => id)));
    expect(
      meets.flatMap(({ trials = [] }) => trials),
      name,
    ).toContain('fallback');
  }
});

test.each(pairs.filter(({ runtime }) => runtime.id === 'node'))(
  'broken whole handlers of $client are caught',
  { timeout: 600_000 },
  async ({ client, runtime }) => {
    const own = wholeOf(client);
    const connected = own.some(({ transport }) => transport === 'websocket' || transport === 'socket.io');
    const { ran, caught, made, survivors } = await surveyHandlers(catalog, own, runtime, tmpdir(), connected ? 3 : 8);
    process.stdout.write(`handlers of ${client}: ${String(caught)} of ${String(ran)} mutants caught, a sample of ${String(made)}\n`);
    expect(survivors.map(({ candidate, mutation, line }) => `${candidate.name}: ${mutation}: ${line}`)).toEqual([]);
    expect(ran).toBeGreaterThan(2);
  },
);

/** Mutants of each client: those over connections wait for what does not come, and other languages have the same judge. */
const counts = { request: wide ? 60 : 40, connection: wide ? 24 : 12, other: 20 };
const isConnected = (client: string): boolean => of(client).some(({ plan }) => ['websocket', 'socket.io'].includes(plan.transport));

// Languages that must be compiled take minutes: `npm run prove:figures` has their figures.
test.each(pairs.filter(({ client, runtime }) => runtime.id === 'node' || (wide && !runtime.compiles && !isConnected(client))))(
  'broken snippets of $client are caught',
  { timeout: 600_000 },
  async ({ client, runtime }) => {
    const count = runtime.id === 'node' ? counts[isConnected(client) ? 'connection' : 'request'] : counts.other;
    const { ran, caught, made, survivors } = await survey(catalog, of(client), runtime, tmpdir(), count);
    process.stdout.write(`${client}: ${String(caught)} of ${String(ran)} mutants caught, a sample of ${String(made)}\n`);
    expect(survivors.map(({ candidate, mutation, line }) => `${candidate.name}: ${mutation}: ${line}`)).toEqual([]);
    expect(ran).toBeGreaterThan(5);
  },
);
