import { describe, expect, test } from 'vitest';
import { check } from '../index.ts';
import { rules } from './index.ts';
import { ruleExample } from '../../test/rule-examples.ts';

const today = '2026-06-01';

function findings(text: string) {
  const example = ruleExample(text);
  const { diagnostics } = check(example.loaded, { today });
  return { example, diagnostics, short: diagnostics.map(({ rule, message, at }) => `${rule} ${at.path.join('/')}: ${message}`) };
}

test('the base of all examples has no finding', () => {
  expect(findings('service: shop').short).toEqual([]);
});

describe.each(rules)('$id', (rule) => {
  test.each(rule.examples.good)('says nothing of\n%s', (text) => {
    expect(findings(text).short).toEqual([]);
  });

  test.each(rule.examples.bad)('points at the marked lines of\n%s', (text) => {
    const { example, diagnostics, short } = findings(text);
    expect(new Set(diagnostics.map((one) => one.rule)), short.join('\n')).toEqual(new Set([rule.id]));
    const lines = diagnostics.map(({ at }) => example.line(at));
    expect(lines, short.join('\n')).toEqual(expect.arrayContaining(example.marked));
    expect(example.marked, short.join('\n')).toEqual(expect.arrayContaining(lines));
  });

  test('has an example of each kind, and says what it wants', () => {
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    for (const text of [rule.why, rule.fix]) expect(text).toMatch(/[.?]$/);
    expect(rule.title).not.toMatch(/[.?]$/);
  });
});
