import { describe, expect, test } from 'vitest';
import { compiled } from '../../emit/fixtures/catalogs.ts';
import type { Plan } from '../types.ts';
import { valueAt, withValue } from '../value.ts';
import { handlersOf } from './index.ts';
import { handlerPlansOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { straysOf } from './strays.ts';

const fixture = await compiled('fixture');
const plan = fixture.services.flatMap((service) => handlerPlansOf(service, 'en')).find(({ transport }) => transport === 'websocket');
const [first] = plan?.cases ?? [];
if (!plan || !first) throw new Error('the fixture has no WebSocket');

const body = { kind: 'error', level: 3, isLast: true, detail: { code: 'LATE', text: 'Too late: 3 days' } };
const one = (rest: Partial<Case>, example: Plan['example'] = { body }): Case => {
  const { codeAt: _, ...other } = first;
  return { ...other, name: 'LATE', signs: [], ...rest, plan: { ...first.plan, details: [], policy: { kind: 'stop' }, example } };
};
const handler = (rest: Partial<HandlerPlan>, ...cases: Case[]): HandlerPlan => ({
  ...plan,
  cases,
  codePlaces: [['body', 'detail', 'code']],
  shared: [],
  lax: false,
  ...rest,
});
const coded = one({ codeAt: ['body', 'detail', 'code'] });
const shapes = [{ place: ['body', 'detail', 'code'] }, { place: ['body', 'detail'], value: ['LATE'] }];

describe('messages that are like one of an error', () => {
  test('have another constant, one at a time, or not the shape around the code', () => {
    const shared = [
      { place: ['body', 'kind'], equals: 'error' },
      { place: ['body', 'level'], equals: 3 },
      { place: ['body', 'isLast'], equals: true },
    ];
    expect(straysOf(handler({ shared }, coded), 0)).toEqual([
      ...shapes.map((shape) => ({ ...shape, is: 'none' })),
      { place: ['body', 'kind'], value: '~error', is: 'none' },
      { place: ['body', 'level'], value: 4, is: 'none' },
      { place: ['body', 'isLast'], value: false, is: 'none' },
    ]);
  });

  test('are met once for all errors with a code', () => {
    expect(straysOf(handler({}, coded, coded), 1)).toEqual([]);
  });

  test('are strangers where the status is that of a failure, and nothing where it is not', () => {
    const failed = one({ codeAt: ['body', 'detail', 'code'] }, { status: 503, body });
    expect(straysOf(handler({ transport: 'http' }, failed), 0)).toEqual([
      ...shapes.map((shape) => ({ ...shape, is: 'stranger' })),
      { place: ['status'], value: 200, is: 'none' },
    ]);
    const good = one({ codeAt: ['body', 'detail', 'code'] }, { status: 200, body });
    expect(straysOf(handler({ transport: 'http', lax: true }, good), 0).map(({ is }) => is)).toEqual(['none', 'none']);
  });

  test('lack a header, in any case', () => {
    const place = ['headers', 'X-Code'];
    const example = { status: 503, headers: { 'x-code': 'LATE', 'x-trace': 't' } };
    const [stray, ...others] = straysOf(handler({ transport: 'http', codePlaces: [place] }, one({ codeAt: place }, example)), 0);
    expect(stray).toEqual({ place, is: 'stranger' });
    expect(stray && withValue(example, stray)).toEqual({ status: 503, headers: { 'x-trace': 't' } });
    expect(others).toEqual([{ place: ['status'], value: 200, is: 'none' }]);
  });

  test('pass all tests of an error but one, or hold no text where one is looked into', () => {
    const text = { place: ['body', 'detail', 'text'], starts: 'Too late: ', ends: ' days' };
    const signs = [{ place: ['body', 'kind'], equals: 'error' }, text];
    const plain = handler({ codePlaces: [] }, one({ signs }));
    expect(straysOf(plain, 0).map(({ value }) => value)).toEqual([
      '~error',
      '~Too late: 3 days',
      'Too late: 3 days~',
      ['Too late: 3 days'],
    ]);
    // Who has one test only meets a stranger, which is the same.
    expect(straysOf(handler({ codePlaces: [] }, one({ signs: signs.slice(0, 1) })), 0)).toEqual([]);
    // What another error is told by is that one.
    const other = one({ name: 'OTHER', signs: [{ place: ['body', 'kind'], equals: '~error' }] });
    expect(straysOf(handler({ codePlaces: [] }, one({ signs }), other), 0).map(({ place }) => place.at(-1))).toEqual([
      'text',
      'text',
      'text',
    ]);
  });

  test('are still the error where a list is empty of which something is told', () => {
    const place = ['body', 'about', '0', 'field'];
    const example = { body: { ...body, about: [{ field: 'x' }] } };
    const correct = one({ signs: [{ place: ['body', 'kind'], equals: 'error' }] }, example);
    const told: Case = {
      ...correct,
      plan: { ...correct.plan, policy: { kind: 'correct' }, details: [{ name: 'params.field', place, types: ['string'], always: true }] },
    };
    expect(straysOf(handler({}, told), 0)).toEqual([{ place: ['body', 'about'], value: [], is: 'same' }]);
  });

  test('are met by every handler with a code, and differ from its message in that place', () => {
    const handlers = handlersOf(fixture);
    for (const { name, meets } of handlers) {
      const strays = meets.flatMap(({ plan: { example }, strays: own = [] }) => own.map((stray) => ({ example, stray })));
      expect(strays.length, name).toBeGreaterThan(0);
      for (const { example, stray } of strays) {
        const message = withValue(example, stray);
        expect(valueAt(message, stray.place), name).toEqual(stray.value);
        expect(withValue(message, { place: stray.place, value: valueAt(example, stray.place) ?? null }), name).toEqual(example);
      }
    }
  });
});
