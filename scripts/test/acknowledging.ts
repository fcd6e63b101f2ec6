import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { compileAgain } from '../emit/fixtures/catalogs.ts';

/** Facts that demand each policy of an error that is told in the acknowledgement only. */
const demands: Readonly<Record<string, Partial<CompiledCode>>> = {
  retry: { retry: { when: 'with-backoff', maxAttempts: 3 }, effect: 'unknown' },
  anew: { retry: { when: 'at-once', maxAttempts: 2 }, effect: 'nothing', fatal: true },
  correct: { retry: { when: 'after-change' }, category: 'validation', actor: 'client', effect: 'nothing' },
  show: { retry: { when: 'after-change' }, category: 'validation', actor: 'end-user', effect: 'nothing' },
  refresh: { retry: { when: 'after-change' }, category: 'authentication', actor: 'client', effect: 'nothing' },
};

/** The fixture with one code that comes as an acknowledgement, in a service for each policy that facts may demand. */
export async function acknowledging(): Promise<CompiledCatalog> {
  const catalog = await compileAgain('fixture');
  const shop = catalog.services.find(({ service }) => service === 'shop');
  const answered = (shop?.codes ?? []).filter((code) => code.messages.some(({ envelope }) => envelope === 'answer'));
  const services = Object.entries(demands).flatMap(([service, facts]) =>
    (shop ? [shop] : []).map((one) => ({
      ...one,
      service,
      codes: answered.map((code) => ({
        ...code,
        ...facts,
        transports: ['socket.io' as const],
        messages: code.messages.filter(({ envelope }) => envelope === 'answer'),
      })),
    })),
  );
  return { ...catalog, services };
}
