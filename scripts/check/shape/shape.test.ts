import { describe, expect, test } from 'vitest';
import { code } from '../../model/code.ts';
import { service } from '../../model/service.ts';
import { localized } from '../../model/shared.ts';
import { pointer } from '../../model/json.ts';
import type { LoadedCatalog } from '../../load/types.ts';
import { shape } from './index.ts';
import { keysAt, placesOf } from './walk.ts';

const span = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };

function loaded(values: Record<string, unknown>, settings?: unknown): LoadedCatalog {
  const unit = (name: string, value: unknown) => ({ unit: name, value, locate: () => span });
  return {
    root: '.',
    settings: unit('', settings),
    services: Object.entries(values).map(([name, value]) => unit(name, value)),
    source: () => undefined,
    incomplete: [],
    assets: new Map(),
    images: new Map(),
    files: [],
  };
}

const fine = { title: 'It failed', category: 'server', retry: { when: 'never' }, effect: 'nothing', actor: 'client' };
const shop = (facts: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  service: 'shop',
  title: 'Shop',
  envelopes: { http: { transport: 'http' } },
  codes: { GOOD: fine, A: { ...fine, ...facts } },
  ...more,
});

describe('departures from the format, in plain words', () => {
  test.each([
    { given: shop({ titel: 'x' }), at: '/codes/A/titel', message: '`codes.A` has no key `titel`' },
    { given: shop({ retry: { whn: 'never' } }), at: '/codes/A/retry/whn', message: '`codes.A.retry` has no key `whn`', suggest: 'when' },
    {
      given: shop({ category: 'limmit' }),
      at: '/codes/A/category',
      message: /^`codes.A.category` must be authentication, .* or unknown, not the text "limmit"$/,
      suggest: 'limit',
    },
    {
      given: shop({ status: '404' }),
      at: '/codes/A/status',
      message: '`codes.A.status` must be a number or a list, not the text "404"',
      fix: 'take the quotes away',
    },
    {
      given: shop({ since: 1.5 }),
      at: '/codes/A/since',
      message: '`codes.A.since` must be a text, not the number 1.5',
      fix: "put it in quotes: '1.5'",
    },
    { given: shop({ effect: undefined }), at: '/codes/A', message: '`codes.A` lacks `effect`' },
    { given: shop({ causes: [{ cause: 'x' }] }), at: '/codes/A/causes/0', message: '`A.causes[0]` lacks `fix`' },
    { given: shop({ status: [404, 1000] }), at: '/codes/A/status/1', message: '`A.status[1]` must be at most 599, not the number 1000' },
    {
      given: shop({ params: { x: { type: 'strin' } } }),
      at: '/codes/A/params/x/type',
      message: /must be string, integer, .* or null, not the text "strin"$/,
      suggest: 'string',
    },
    { given: shop({ raisedBy: [{ op: 'x' }] }), at: '/codes/A/raisedBy/0/op', message: '`A.raisedBy[0]` has no key `op`' },
    { given: shop({ message: [] }), at: '/codes/A/message', message: '`codes.A.message` must have at least 1 item, not an empty list' },
    { given: shop({ on: 'http' }), at: '/codes/A/on', message: '`codes.A.on` must be a list or a map, not the text "http"' },
    { given: shop({ title: { en: 5 } }), at: '/codes/A/title/en', message: '`A.title.en` must be a text, not the number 5' },
    {
      given: shop({}, { service: 'Shop' }),
      at: '/service',
      message: '`service` must match /^[a-z0-9][a-z0-9-]*$/, not be the text "Shop"',
      fix: 'use lower-case letters, digits and hyphens',
    },
    { given: null, at: '', message: 'the file must be a map, not null' },
    { given: [1], at: '', message: 'the file must be a map, not a list of 1' },
  ])('$at: $message', ({ given, at, message, ...rest }) => {
    const { diagnostics } = shape(loaded({ shop: given }));
    const found = diagnostics.find((one) => pointer(one.at.path) === at);
    expect(found?.message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
    expect(found).toMatchObject({ severity: 'error', ...rest });
  });
});

test('a misspelt key says what was meant, once', () => {
  const { diagnostics } = shape(loaded({ shop: shop({ effect: undefined, efect: 'nothing' }) }));
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ rule: 'unknown-key', suggest: 'effect' });
});

test('only what departs is left out, and every departure is found', () => {
  const bad = { ...shop({}), title: 5 };
  const { value, diagnostics } = shape(loaded({ bank: bad, shop: shop({ effect: 'nothin', status: 1 }) }, { rules: { x: 'loud' } }));
  expect(value.services.map(({ service: one }) => Object.keys(one.codes ?? {}))).toEqual([['GOOD']]);
  expect(value.broken).toEqual(['bank', 'shop']);
  expect(value.brokenCodes).toEqual(['shop/A']);
  expect(diagnostics.map((one) => [one.at.unit, pointer(one.at.path)])).toEqual([
    ['', '/rules/x'],
    ['bank', '/title'],
    ['shop', '/codes/A/status'],
    ['shop', '/codes/A/effect'],
  ]);
});

test('keys and places are read from the schema', () => {
  expect(keysAt(service, ['codes', 'A', 'retry'])).toEqual(['when', 'after', 'retryable', 'maxAttempts', 'reason']);
  expect(keysAt(service, ['codes'])).toEqual([]);
  const places = placesOf(code, localized, {
    ...fine,
    title: { en: 'x' },
    causes: [{ cause: 'c', fix: 'f' }],
    raisedBy: ['a', { operation: 'b', when: 'w' }],
  });
  expect(places.map(({ path }) => pointer(path))).toEqual(['/title', '/causes/0/cause', '/causes/0/fix', '/raisedBy/1/when']);
});
