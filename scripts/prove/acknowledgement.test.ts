import { tmpdir } from 'node:os';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { compileAgain } from '../emit/fixtures/catalogs.ts';
import { candidatesOf } from '../snippet/candidates.ts';
import { survey } from './mutants.ts';
import { prove } from './prove.ts';
import { node } from './runtimes/node.ts';
import { python } from './runtimes/python.ts';

/** Facts that demand each policy of an error that is told in the acknowledgement only. */
const policies: Readonly<Record<string, Partial<CompiledCode>>> = {
  retry: { retry: { when: 'with-backoff', maxAttempts: 3 }, effect: 'unknown' },
  anew: { retry: { when: 'at-once', maxAttempts: 2 }, effect: 'nothing', fatal: true },
  refresh: { retry: { when: 'after-change' }, category: 'authentication', actor: 'client', effect: 'nothing' },
};

/** The fixture with one code that comes as an acknowledgement, as these facts have it. */
async function acknowledging(facts: Partial<CompiledCode>): Promise<CompiledCatalog> {
  const catalog = await compileAgain('fixture');
  const services = catalog.services
    .filter(({ service }) => service === 'shop')
    .map((service) => ({
      ...service,
      codes: service.codes
        .filter((code) => code.messages.some(({ envelope }) => envelope === 'answer'))
        .map((code) => ({
          ...code,
          ...facts,
          transports: ['socket.io' as const],
          messages: code.messages.filter(({ envelope }) => envelope === 'answer'),
        })),
    }));
  return { ...catalog, services };
}

test.each(Object.keys(policies))(
  'an error in an acknowledgement is handled in TypeScript and Python: %s',
  { timeout: 240_000 },
  async (name) => {
    const catalog = await acknowledging(policies[name] ?? {});
    const all = candidatesOf(catalog);
    expect(all.map(({ client }) => client.id)).toEqual(['typescript-socket-io', 'python-socketio']);
    for (const { snippet, client } of all.filter(({ client: { language } }) => language === 'typescript'))
      expect(snippet.code, client.id).toBe(await format(snippet.code, { parser: 'typescript', singleQuote: true, printWidth: 120 }));
    for (const runtime of [node, python]) {
      const own = all.filter(({ client }) => runtime.clients.includes(client.id));
      const proofs = await prove(catalog, own, runtime, tmpdir());
      expect(proofs.map(({ wrong }) => wrong)).toEqual([[]]);
    }
  },
);

test('broken ones are caught', { timeout: 240_000 }, async () => {
  const catalog = await acknowledging(policies['retry'] ?? {});
  const own = candidatesOf(catalog).filter(({ client }) => node.clients.includes(client.id));
  const { survivors, ran } = await survey(catalog, own, node, tmpdir(), 8);
  expect(survivors.map(({ line }) => line)).toEqual([]);
  expect(ran).toBeGreaterThan(4);
});
