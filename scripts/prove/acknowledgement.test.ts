import { tmpdir } from 'node:os';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { candidatesOf } from '../snippet/candidates.ts';
import { handlersOf } from '../snippet/handlers/index.ts';
import { acknowledging, signingIn } from '../test/acknowledging.ts';
import { survey } from './mutants.ts';
import { prove } from './prove.ts';
import { java } from './runtimes/java.ts';
import { node } from './runtimes/node.ts';
import { python } from './runtimes/python.ts';

const catalog = await acknowledging();
const all = candidatesOf(catalog);
const signed = await signingIn();
const whole = handlersOf(signed);
const events = [...candidatesOf(signed), ...whole.flatMap(({ meets }) => meets)];
const clients = ['typescript-socket-io', 'python-socketio', 'java-socketio'];

test('an error in an acknowledgement has a snippet in every language, whatever its facts demand', async () => {
  expect(catalog.services.length).toBe(6);
  for (const { service } of catalog.services)
    expect(all.filter(({ plan }) => plan.service === service).map(({ client }) => client.id)).toEqual(clients);
  for (const { snippet, name } of [...all, ...candidatesOf(signed)].filter(({ client: { language } }) => language === 'typescript'))
    expect(snippet.code, name).toBe(await format(snippet.code, { parser: 'typescript', singleQuote: true, printWidth: 120 }));
});

test.each([node, python, java])('each does right: $id', async (runtime) => {
  const own = all.filter(({ client }) => runtime.clients.includes(client.id));
  const signing = events.filter(({ client }) => runtime.clients.includes(client.id));
  const both = { ...catalog, services: [...catalog.services, ...signed.services] };
  const proofs = await prove(both, [...own, ...signing], runtime, tmpdir());
  expect(proofs.flatMap(({ wrong, candidate }) => wrong.map((what) => `${candidate.name}: ${what}`))).toEqual([]);
  expect(proofs.length).toBe(catalog.services.length + signing.length);
});

test('whoever signs in by an event has its message made with the credentials, and a handshake without them', () => {
  for (const client of clients) {
    const made = candidatesOf(signed).filter((one) => one.client.id === client);
    expect(made.map(({ snippet: { code, entry }, plan }) => [plan.service, entry.takes[0]?.kind, /auth\b/i.test(code)])).toEqual([
      ['carried', 'message', false],
      ['carried', 'message', false],
      ['both', 'message', false],
      ['both', 'input', true],
    ]);
    const handlers = whole.filter((one) => one.client.id === client).map(({ service, code }) => [service, /auth\b/i.test(code)]);
    expect(handlers).toEqual([
      ['carried', false],
      ['both', true],
    ]);
  }
});

test('broken ones are caught', async () => {
  const own = all.filter(({ client }) => node.clients.includes(client.id));
  const { survivors, ran } = await survey(catalog, own, node, tmpdir(), 8);
  expect(survivors.map(({ candidate, line }) => `${candidate.name}: ${line}`)).toEqual([]);
  expect(ran).toBeGreaterThan(4);
});
