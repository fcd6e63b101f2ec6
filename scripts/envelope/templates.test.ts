import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exampleContextOf, examplesOf } from '../compile/examples.ts';
import { isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { service as schema } from '../model/service.ts';
import { lexiconOf } from './catalog.ts';
import { createDecoder } from './decode.ts';
import { pipesOf } from './scope.ts';
import { resolveService } from './service.ts';

const text = readFileSync(new URL('TEMPLATES.md', import.meta.url), 'utf8');
const pairs = Array.from(
  text.matchAll(/## ([^\n]+)\n(?:(?!\n## )[\s\S])*?```yaml\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g),
  ([, title = '', yaml = '', json = '']) => ({ title, yaml, json }),
);

const facts = {
  title: 'Too few are left',
  category: 'conflict',
  retry: { when: 'after-delay', after: 30 },
  effect: 'nothing',
  actor: 'client',
};
const base = {
  service: 'shop',
  title: 'Shop',
  codes: {
    OUT_OF_STOCK: {
      ...facts,
      status: 409,
      message: 'Only {left} of {sku} are left',
      params: { left: { type: 'integer', example: 2 }, sku: { type: 'string', example: 'kettle' } },
    },
  },
};

/** Lays the YAML of an example over the small service; a further code takes over what it does not say itself. */
function laid(patch: Record<string, unknown>): unknown {
  const codes = isObject(patch.codes) ? patch.codes : {};
  const known: Record<string, unknown> = base.codes;
  const merged = Object.entries({ ...known, ...codes }).map(([id, own]) => [
    id,
    { ...facts, ...(isObject(known[id]) ? known[id] : {}), ...(isObject(own) ? own : {}) },
  ]);
  return { ...base, ...patch, codes: Object.fromEntries(merged) as unknown };
}

describe('TEMPLATES.md', () => {
  test('has an example in most sections', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(5);
  });

  test.each(pairs)('$title', ({ yaml, json }) => {
    const service = schema.parse(laid(parse(yaml) as Record<string, unknown>));
    const { entries, problems } = resolveService(service);
    expect(problems).toEqual([]);
    const lexicon = lexiconOf(entries, new Map([['shop', pipesOf(service)]]));
    const code = service.codes?.OUT_OF_STOCK;
    if (!code) throw new Error('the base service lost its code');
    const { examples, problems: impossible } = examplesOf(
      exampleContextOf(service, entries),
      code,
      entries.filter((entry) => entry.code === 'OUT_OF_STOCK'),
    );
    expect(impossible).toEqual([]);
    const message = JSON.parse(JSON.stringify(examples[0]?.message)) as Json;
    expect(message).toEqual(JSON.parse(json));
    expect(createDecoder(entries, lexicon).decode(examples[0]?.message ?? {}).candidates[0]?.entry.code).toBe('OUT_OF_STOCK');
  });
});
