import type { CompiledCatalog, CompiledCode, CompiledOperation } from '../compile/types.ts';
import { compileAgain } from '../emit/fixtures/catalogs.ts';

/** New credentials help, over the connection that there is. */
const signsIn: Partial<CompiledCode> = {
  retry: { when: 'after-change' },
  category: 'authentication',
  actor: 'client',
  effect: 'nothing',
  fatal: false,
};

/** Facts that demand each policy of an error that is told in the acknowledgement only. */
const demands: Readonly<Record<string, Partial<CompiledCode>>> = {
  retry: { retry: { when: 'with-backoff', maxAttempts: 3 }, effect: 'unknown' },
  anew: { retry: { when: 'at-once', maxAttempts: 2 }, effect: 'nothing', fatal: true },
  correct: { retry: { when: 'after-change' }, category: 'validation', actor: 'client', effect: 'nothing' },
  show: { retry: { when: 'after-change' }, category: 'validation', actor: 'end-user', effect: 'nothing' },
  'signs-in': signsIn,
  refresh: signsIn,
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
      operations: service === 'signs-in' ? one.operations.map(carrying) : one.operations,
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

const carrying = (operation: CompiledOperation): CompiledOperation => ({
  ...operation,
  ...(operation.event !== undefined && { credentials: true }),
});

/**
 * The fixture with errors that come as events and ask for new credentials: in `carried` the event carries them, in `both` that of one code
 * does, and those for the other stand in the handshake.
 */
export async function signingIn(): Promise<CompiledCatalog> {
  const catalog = await compileAgain('fixture');
  const shop = catalog.services.find(({ service }) => service === 'shop');
  const told = (shop?.codes ?? []).flatMap((code) => {
    const messages = code.messages.filter(({ envelope }) => envelope === 'event');
    const by = code.raisedBy.find(({ operation }) => shop?.operations.some(({ name, event }) => name === operation && event !== undefined));
    return messages.length > 0 && by ? [{ ...code, ...signsIn, transports: ['socket.io' as const], messages, raisedBy: [by] }] : [];
  });
  const services = (shop ? [shop] : []).flatMap((one) => {
    const operations = one.operations.map(carrying);
    const others = one.operations.map((operation) => ({ ...operation, name: `${operation.name}-openly` }));
    const [first, ...further] = told;
    const open = further.map((code) => ({
      ...code,
      raisedBy: code.raisedBy.map(({ operation }) => ({ operation: `${operation}-openly` })),
    }));
    return [
      { ...one, service: 'carried', operations, codes: told },
      { ...one, service: 'both', operations: [...operations, ...others], codes: [...(first ? [first] : []), ...open] },
    ];
  });
  return { ...catalog, services };
}
