import { describe, expect, test } from 'vitest';
import { compiledCode, compiledMessage, compiledService } from '../astro/fixtures/make.ts';
import { compileAgain, compiled, names } from '../emit/fixtures/catalogs.ts';
import { valueAt } from '../envelope/index-entries.ts';
import { fromPointer } from '../model/json.ts';
import { withConfusable } from './confusable.ts';
import type { CompiledCatalog, CompiledCode } from './types.ts';

const all = ({ services }: CompiledCatalog) => services.flatMap((service) => service.codes.map((code) => ({ service, code })));
const operations = (code: CompiledCode) => code.raisedBy.map(({ operation }) => operation);
const envelopes = (code: CompiledCode) => code.messages.map(({ envelope }) => envelope);
const common = <T>(one: readonly T[], two: readonly T[]) => one.filter((item) => two.includes(item));

describe.each(names)('confusable codes of the %s catalog', (name) => {
  test('computed ones are alike by their facts, or no message tells them apart', async () => {
    const catalog = await compiled(name);
    const wrong = all(catalog).flatMap(({ service, code }) =>
      code.confusable
        .filter(({ computed }) => computed)
        .filter(({ id }) => {
          const other = service.codes.find((each) => each.id === id);
          const flagged = service.ambiguities.some(({ codes }) => codes.includes(code.id) && codes.includes(id));
          if (!other) return true;
          const alike = common(operations(code), operations(other)).length > 0 && common(envelopes(code), envelopes(other)).length > 0;
          const statuses = !code.statusOnWire || common(code.status, other.status).length > 0;
          return !flagged && !(alike && statuses);
        })
        .map(({ id }) => `${code.id} ${id}`),
    );
    expect(wrong).toEqual([]);
  });

  test('what tells two apart stands so in their examples', async () => {
    const catalog = await compiled(name);
    const codes = new Map(all(catalog).map(({ code }) => [code.path, code]));
    let seen = 0;
    for (const { code } of all(catalog)) {
      for (const { path, apart } of code.confusable) {
        if (!apart || /[{}]/.test(JSON.stringify([apart.here, apart.there]))) continue;
        const values = (each: CompiledCode | undefined) =>
          (each?.messages ?? []).flatMap(({ examples }) => examples.map(({ message }) => valueAt(message, fromPointer(apart.pointer))));
        expect(values(code), `${code.path} ${apart.pointer}`).toContainEqual(apart.here);
        expect(values(codes.get(path)), `${path} ${apart.pointer}`).toContainEqual(apart.there);
        expect(apart.here).not.toEqual(apart.there);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  test('are the same in a second run, and few', async () => {
    const [one, two] = [await compiled(name), await compileAgain(name)];
    expect(all(two).map(({ code }) => code.confusable)).toEqual(all(one).map(({ code }) => code.confusable));
    for (const { service, code } of all(one)) {
      const flagged = service.ambiguities.filter(({ codes }) => codes.includes(code.id)).length;
      expect(code.confusable.filter(({ computed }) => computed).length).toBeLessThanOrEqual(4 + flagged);
    }
  });
});

/** A service of codes that one operation raises in one envelope, and a count of the pairs that were weighed. */
function crowd(count: number) {
  const weighed = { pairs: 0 };
  const codes = Array.from({ length: count }, (_, at) => {
    const code = compiledCode({
      service: 'mill',
      id: `C${String(at).padStart(5, '0')}`,
      title: { en: 'One of many' },
      status: [400],
      statusOnWire: true,
      retry: { when: 'never' },
      effect: 'nothing',
      actor: 'developer',
      raisedBy: [{ operation: 'grind' }],
      messages: [compiledMessage({ envelope: 'http', transport: 'http', fields: [], shown: { body: {} } })],
    });
    Object.defineProperty(code, 'category', { enumerable: true, get: () => ((weighed.pairs += 1), 'validation') });
    return code;
  });
  const service = compiledService({ service: 'mill', title: { en: 'Mill' }, transports: ['http'], envelopes: [], codes });
  return { service, weighed };
}

test('the work grows with the codes, not with their pairs', () => {
  const few = crowd(100);
  const many = crowd(2000);
  const found = [few, many].map(({ service }) => withConfusable([service])[0]?.codes ?? []);
  expect(found.flat().every(({ confusable }) => confusable.length === 4)).toBe(true);
  expect(many.weighed.pairs / few.weighed.pairs).toBeLessThan(25);
});

test('authors come first, and nobody is named twice', () => {
  const { service } = crowd(4);
  const [first, second] = service.codes;
  if (!first || !second) throw new Error('no codes');
  first.confusable.push({
    service: 'mill',
    id: second.id,
    code: second.code,
    title: second.title,
    path: second.path,
    tell: { en: 'x' },
    computed: false,
  });
  const [told] = withConfusable([service])[0]?.codes ?? [];
  expect(told?.confusable.map(({ id, computed }) => [id, computed])).toEqual([
    ['C00001', false],
    ['C00002', true],
    ['C00003', true],
  ]);
});
