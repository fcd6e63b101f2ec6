import { describe, expect, test } from 'vitest';
import { compiled, names } from './fixtures/catalogs.ts';
import { verdicts } from './verdicts.ts';

describe.each(names)('verdicts of the %s catalog', (name) => {
  test('answer the same questions for every code, where the fact is there', async () => {
    for (const service of (await compiled(name)).services) {
      for (const code of service.codes) {
        const found = verdicts(code);
        expect(found.map((each) => each.name)).toEqual([
          ...(code.status.length > 0 ? ['status'] : []),
          'retry',
          'effect',
          ...(code.fatal === undefined ? [] : ['fatal']),
          'actor',
          'lifecycle',
          'category',
        ]);
        for (const { answer } of found) expect(answer).not.toBe('');
      }
    }
  });
});

describe('verdicts', () => {
  test('are words first, with the reason beside them', async () => {
    const service = (await compiled('fixture')).services.find((each) => each.service === 'shop');
    const of = (id: string) =>
      Object.fromEntries(
        verdicts(service?.codes.find((code) => code.id === id) ?? never(id)).map(({ name, answer, reason }) => [name, [answer, reason]]),
      );
    expect(of('NOT_FOUND')).toMatchObject({
      status: ['404 Not Found or 410 Gone', 'over HTTP'],
      retry: ['Never', 'it would fail in the same way'],
    });
    expect(of('RATE_LIMIT')).toMatchObject({
      retry: ['After a delay', 'The window has to pass.'],
      actor: ['Your client', 'no person is needed'],
      lifecycle: ['Stable', 'since 1.0'],
    });
    expect(of('EXPIRED')).toMatchObject({
      fatal: ['No', 'it ends with this error'],
      lifecycle: ['Deprecated', 'since 2.0, to be removed in 3.0'],
    });
    expect(of('OLD')).toMatchObject({
      effect: ['Yes', 'a retry would do it again'],
      lifecycle: ['Removed', 'in 2.0; no longer sent'],
    });
  });
});

function never(id: string): never {
  throw new Error(`no code ${id}`);
}
