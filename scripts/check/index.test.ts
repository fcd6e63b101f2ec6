import { describe, expect, test } from 'vitest';
import { ruleExample } from '../test/rule-examples.ts';
import { check } from './index.ts';
import type { Rule } from './rule.ts';
import type { CatalogContext } from './rule.ts';

const today = '2026-06-01';
const run = (text: string) => check(ruleExample(text).loaded, { today });
const places = (text: string) =>
  run(text).diagnostics.map(({ rule, severity, at }) => `${severity} ${rule} ${at.unit}/${at.path.join('/')}`);

describe('severities', () => {
  const flawed = 'codes:\n  OUT_OF_STOCK:\n    causes: null';

  test.each([
    ['', ['warning missing-cause shop/codes/OUT_OF_STOCK']],
    ['catalog: { rules: { missing-cause: error } }\n', ['error missing-cause shop/codes/OUT_OF_STOCK']],
    ['catalog: { rules: { missing-cause: off } }\n', []],
  ])('with %j', (settings, want) => {
    expect(places(settings + flawed)).toEqual(want);
  });
});

test('findings come in the order of the file, not of the rules, and say why and what to do', () => {
  const { diagnostics } = run('codes:\n  OUT_OF_STOCK:\n    status: 503\n    causes: null\n    group: stok\n    colour: red');
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['unknown-key']);
  const found = run('codes:\n  TOO_MANY_ORDERS:\n    causes: []\n  OUT_OF_STOCK:\n    status: 503\n    group: stok').diagnostics;
  expect(found.map(({ rule }) => rule)).toEqual(['missing-cause', 'status-category', 'unknown-reference']);
  for (const { why, fix } of found) expect([why, fix].every((text) => text !== undefined && text !== '')).toBe(true);
});

test('what was left out for its shape is not reported as unknown elsewhere', () => {
  const { value, diagnostics } = run(
    'codes:\n  OUT_OF_STOCK:\n    status: none\n  TOO_MANY_ORDERS:\n    related: [OUT_OF_STOCK, bank/CARD_BLOCKED]',
  );
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['wrong-value']);
  expect(value.complete).toBe(false);
});

test('gives the services in order of their names, with their messages', () => {
  const { value, diagnostics } = run('service: shop');
  expect(diagnostics).toEqual([]);
  expect(value.complete).toBe(true);
  expect(value.catalog.services.map(({ service }) => service)).toEqual(['bank', 'shop']);
  expect(value.services.get('shop')?.unit).toBe('shop');
  expect(value.services.get('shop')?.messages.entries.map(({ code }) => code)).toEqual(['OUT_OF_STOCK', 'TOO_MANY_ORDERS']);
});

test('a hostile catalog gives findings, not an exception', () => {
  const hostile = [
    'codes: { __proto__: { title: x }, constructor: 5 }',
    'codes:\n  OUT_OF_STOCK:\n    related: [__proto__, constructor, "/", "toString/valueOf"]\n    group: __proto__\n    actions: [hasOwnProperty]',
    'codes:\n  OUT_OF_STOCK:\n    raisedBy: [constructor]\n    examples: [{ params: { __proto__: 1 }, omit: [__proto__] }]\n    inferred: [__proto__]',
    'codePattern: "(a+)+$"\ncodes:\n  "$(constructor)": null',
    'catalog: { rules: { __proto__: error, toString: off } }',
    'locales: { wire: ["not a locale"], docs: [__proto__] }',
  ];
  for (const text of hostile) expect(() => run(text), text).not.toThrow();
  expect(places(hostile[1] ?? '').toSorted()).toEqual([
    'error unknown-code shop/codes/OUT_OF_STOCK/related/0',
    'error unknown-code shop/codes/OUT_OF_STOCK/related/1',
    'error unknown-code shop/codes/OUT_OF_STOCK/related/2',
    'error unknown-code shop/codes/OUT_OF_STOCK/related/3',
    'error unknown-reference shop/codes/OUT_OF_STOCK/actions/0',
    'error unknown-reference shop/codes/OUT_OF_STOCK/group',
  ]);
});

test('a rule sees the catalog, each service and each code once', () => {
  const seen: string[] = [];
  const spy: Rule = {
    id: 'spy',
    title: 'Sees',
    severity: 'info',
    why: '.',
    fix: '.',
    examples: { good: [], bad: [] },
    catalog: ({ services }: CatalogContext) => void seen.push(`catalog of ${services.length}`),
    service: ({ unit }) => void seen.push(unit),
    code: ({ id }, report) => {
      seen.push(id);
      report({ message: 'seen', path: ['title'] });
    },
  };
  const { diagnostics } = check(ruleExample('service: shop').loaded, { today, rules: [spy] });
  expect(seen).toEqual(['catalog of 2', 'bank', 'CARD_BLOCKED', 'shop', 'OUT_OF_STOCK', 'TOO_MANY_ORDERS']);
  expect(diagnostics).toHaveLength(3);
  expect(diagnostics.every(({ rule, severity, at }) => rule === 'spy' && severity === 'info' && at.path.at(-1) === 'title')).toBe(true);
});
