import { describe, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { candidatesOf } from './candidates.ts';
import { handlersOf } from './handlers/index.ts';
import { handlerHash } from './handlers/shown.ts';
import { proofHash, readProofs, withSnippets } from './proofs.ts';

const catalog = await compiled('shipped');
const [one] = candidatesOf(catalog);
if (!one) throw new Error('the shipped catalog has no snippet');
const ranWith = { Runtime: '1.0' };
const record = (snippets: Record<string, string>, client = one.client.id): string =>
  JSON.stringify({ version: 1, clients: { [client]: { ranWith, snippets } } }, undefined, 2);
const shown = (text: string | undefined): number =>
  withSnippets(catalog, text).value.services.flatMap(({ codes }) => codes.flatMap(({ snippets }) => snippets ?? [])).length;

describe('snippets in a compiled catalog', () => {
  test('are those that ran as recorded, with the versions of the run', () => {
    const { value, diagnostics } = withSnippets(catalog, record({ [one.name]: proofHash(one, ranWith) }));
    expect(diagnostics).toEqual([]);
    const all = value.services.flatMap(({ codes }) => codes.flatMap(({ snippets }) => snippets ?? []));
    expect(all).toMatchObject([{ client: one.client.id, transport: one.plan.transport, code: one.snippet.code, ranWith }]);
  });

  test('are none without a record, and none of an empty one', () => {
    expect(shown(undefined)).toBe(0);
    expect(shown('{"version":1,"clients":{}}')).toBe(0);
  });

  test.each([
    ['another hash', record({ [one.name]: '0123456789abcdef' })],
    ['another version of the runtime', record({ [one.name]: proofHash(one, { Runtime: '1.1' }) })],
    ['a snippet that there is no more', record({ 'shop/NONE/http/none': 'x' })],
    ['a client that there is no more', record({ [one.name]: proofHash(one, ranWith) }, 'cobol')],
    ['a name that objects inherit', record({ constructor: 'x' })],
    ['a client that objects inherit', record({ toString: 'x' }, 'constructor')],
  ])('are not shown, with a finding at its line, for %s', (_, text) => {
    const { diagnostics } = withSnippets(catalog, text);
    expect(diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([['stale-proof', 'error']]);
    expect(diagnostics[0]?.at.span?.line).toBeGreaterThan(1);
    expect(shown(text)).toBe(0);
  });

  test.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"clients":{}}'],
    ['a list', '[]'],
    ['a hash that is no text', '{"version":1,"clients":{"a":{"ranWith":{},"snippets":{"b":1}}}}'],
    ['an unknown field', '{"version":1,"clients":{},"more":1}'],
  ])('are none where the record is %s', (_, text) => {
    expect(withSnippets(catalog, text).diagnostics.map(({ rule }) => rule)).toEqual(['proofs-unreadable']);
    expect(readProofs(text)).toBeUndefined();
    expect(shown(text)).toBe(0);
  });

  test('come with the whole handlers that ran as recorded', () => {
    const [handler] = handlersOf(catalog);
    if (!handler) throw new Error('the shipped catalog has no handler');
    const text = (name: string, hash: string): string =>
      JSON.stringify({ version: 1, clients: { [handler.client.id]: { ranWith, snippets: {}, handlers: { [name]: hash } } } }, undefined, 2);
    const given = (name: string, hash: string): unknown[] => {
      const { value, diagnostics } = withSnippets(catalog, text(name, hash));
      expect(diagnostics.every(({ rule, at }) => rule === 'stale-proof' && (at.span?.line ?? 0) > 1)).toBe(true);
      return [diagnostics.length, ...value.services.flatMap(({ service, handlers = [] }) => handlers.map(({ code }) => [service, code]))];
    };
    const hash = handlerHash(handler, ranWith);
    expect(given(handler.name, hash)).toEqual([0, [handler.service, handler.code]]);
    expect(given(handler.name, '0123456789abcdef')).toEqual([1]);
    expect(given(handler.name, handlerHash(handler, { Runtime: '1.1' }))).toEqual([1]);
    expect(given('shop/http/none', hash)).toEqual([1]);
  });

  test('of an author take the place of ours, with their own hash', () => {
    const { service, id } = one.plan;
    const code = `// mine: ${one.plan.code}\n`;
    const services = catalog.services.map((each) =>
      each.service === service
        ? { ...each, codes: each.codes.map((its) => (its.id === id ? { ...its, snippetsWritten: { [one.client.id]: code } } : its)) }
        : each,
    );
    const written = candidatesOf({ ...catalog, services }).find(({ name }) => name === one.name);
    expect(written?.snippet).toMatchObject({ code, entry: one.snippet.entry });
    expect(written && proofHash(written, ranWith)).not.toBe(proofHash(one, ranWith));
  });
});
