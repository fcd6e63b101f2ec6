import { describe, expect, test } from 'vitest';
import { compiled, names } from '../emit/fixtures/catalogs.ts';
import { plansOf } from './plan.ts';
import { sentOver } from './recognise.ts';
import { passes } from './value.ts';

describe.each(names)('signs of the %s catalog', (name) => {
  test('are passed by every example of their code, and by no example of another', async () => {
    const catalog = await compiled(name);
    let tried = 0;
    for (const service of catalog.services) {
      for (const code of service.codes) {
        for (const { transport, envelope, recognition } of plansOf(code, service, catalog.locales[0] ?? 'en')) {
          for (const { code: other, message } of sentOver(service, transport)) {
            if (message.within !== undefined) continue;
            const own = other.id === code.id && message.envelope === envelope;
            // A code may come in another envelope too; ambiguous ones the service names itself.
            if (!own && (other.id === code.id || !recognition.sure)) continue;
            for (const example of message.examples) {
              const fits = recognition.signs.every((sign) => passes(sign, example.message));
              expect(fits, `${code.id} against ${other.id} over ${transport}`).toBe(own);
              tried += 1;
            }
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(5);
  });

  test('are sure, or the service lists the code among those that a message may not tell apart', async () => {
    for (const service of (await compiled(name)).services) {
      const known = new Set(service.ambiguities.flatMap(({ codes }) => codes));
      const unsure = service.codes.filter((code) => plansOf(code, service, 'en').some(({ recognition }) => !recognition.sure));
      expect(unsure.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
    }
  });
});
