import { describe, expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { service as serviceSchema } from '../model/service.ts';
import { createDecoder, lexiconOf, project, resolveService } from './index.ts';

const rest = { category: 'validation', retry: { when: 'never' }, effect: 'nothing', actor: 'developer' };

/** A service whose only message shows two kinds of sub-errors as `body` says. */
function decoderOf(body: Json) {
  const { entries, problems } = resolveService(
    serviceSchema.parse({
      service: 'forms',
      title: 'Forms',
      envelopes: {
        coded: {
          transport: 'nested',
          body: { id: '$code', old: { $value: '$params.name', $deprecated: { use: 'name' } }, name: '$params.name' },
        },
        plain: { transport: 'nested', body: { text: '$message' } },
        http: { transport: 'http', body },
      },
      codes: {
        INVALID: { title: 'Invalid', on: ['http'], ...rest },
        TOO_SHORT: { title: 'Too short', on: ['coded'], params: { name: { type: 'string' } }, ...rest },
        TOO_LONG: { title: 'Too long', on: ['coded'], params: { name: { type: 'string' } }, ...rest },
        UNREADABLE: { title: 'Unreadable', on: ['plain'], message: 'cannot be read', ...rest },
      },
    }),
  );
  expect(problems).toEqual([]);
  const lexicon = lexiconOf(entries);
  return { entries, lexicon, decode: (sent: Json) => createDecoder(entries, lexicon).decode({ body: sent }) };
}

const short = { id: 'TOO_SHORT', name: 'city' };

describe('lists of sub-errors', () => {
  const { decode } = decoderOf({ code: '$code', fields: ['$coded', '$plain', '...'] });

  test('unknown and deprecated fields of an item are noted at their place in the message', () => {
    const { verdict, candidates } = decode({ code: 'INVALID', fields: [short, { ...short, old: 'city', extra: 1 }] });
    expect(verdict).toBe('certain');
    expect(candidates[0]?.extras).toEqual(['/body/fields/1/extra']);
    expect(candidates[0]?.deprecated).toEqual([{ pointer: '/body/fields/1/old', use: 'name' }]);
  });

  test('an item that names another code than the one its words fit is none of both', () => {
    const { verdict, candidates } = decode({ code: 'INVALID', fields: [{ text: 'cannot be read', id: 'TOO_LONG' }] });
    expect(verdict).toBe('broken');
    expect(candidates[0]?.problems.map(({ pointer }) => pointer)).toContain('/body/fields/0');
  });

  test('an item in which nothing is known does not make a stranger of the message', () => {
    expect(decode({ code: 'INVALID', fields: ['boom'] })).toMatchObject({
      verdict: 'broken',
      candidates: [{ problems: [{ pointer: '/body/fields/0', kind: 'no-child' }] }],
    });
  });
});

describe('two lists, each with errors of its own', () => {
  const { decode } = decoderOf({ code: '$code', 'fields?': ['$coded', '...'], 'others?': ['$plain', '...'] });

  test('one may be absent while the other is there', () => {
    expect(decode({ code: 'INVALID', fields: [short] })).toMatchObject({ verdict: 'certain', candidates: [{ problems: [] }] });
    expect(decode({ code: 'INVALID', others: [{ text: 'cannot be read' }] })).toMatchObject({ verdict: 'certain' });
  });

  test('an empty one would have been left out', () => {
    expect(decode({ code: 'INVALID', fields: [], others: [{ text: 'cannot be read' }] })).toMatchObject({
      verdict: 'broken',
      candidates: [{ problems: [{ pointer: '/body/fields', kind: 'unexpected' }] }],
    });
  });
});

describe('errors keyed by path, to any depth', () => {
  const { decode, entries, lexicon } = decoderOf({ code: '$code', 'errors?': { '...$at': { list: ['$coded', '...'] } } });
  const errors = [
    { code: 'TOO_SHORT', envelope: 'coded', at: [], params: { name: 'city' } },
    { code: 'TOO_SHORT', envelope: 'coded', at: ['address', 'city'], params: { name: 'city' } },
  ];

  test('an empty path stands for the whole, beside the fields', () => {
    const http = entries.find((entry) => entry.envelope === 'http');
    const sent = http && project(http, { errors }, lexicon).message;
    expect(JSON.parse(JSON.stringify(sent?.body))).toEqual({
      code: 'INVALID',
      errors: { list: [{ ...short, old: 'city' }], address: { city: { list: [{ ...short, old: 'city' }] } } },
    });
    expect(decode(sent?.body ?? null).candidates[0]?.occurrence.errors).toEqual(errors);
  });

  test('a path without errors is a fault at that path', () => {
    expect(decode({ code: 'INVALID', errors: { address: { list: [] } } })).toMatchObject({
      verdict: 'broken',
      candidates: [{ problems: [{ pointer: '/body/errors/address' }] }],
    });
  });
});
