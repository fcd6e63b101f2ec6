import { expect, it } from 'vitest';
import { labelMissing, rateLimit } from '../../scripts/astro/fixtures/parcels-codes.ts';
import type { AnnotatedField } from '../../scripts/compile/types.ts';
import { view } from '../test/view.ts';
import { noteOf } from './notes.ts';

const field = (facts: Partial<AnnotatedField>): AnnotatedField => ({ pointer: '/body/x', presence: 'always', kind: 'varies', equals: [], ...facts });

it.each([
  { name: 'the place to match on', field: field({ of: 'code', kind: 'constant' }), place: '/body/x', wanted: { text: 'Match on this', hit: true } },
  { name: 'a constant elsewhere', field: field({ kind: 'constant' }), place: '/body/code', wanted: { text: '', hit: false } },
  { name: 'the delay', field: field({ of: 'retryAfter' }), wanted: { text: 'Seconds to wait', hit: true } },
  { name: 'the parameter of the delay', field: field({ of: 'params.wait' }), wanted: { text: 'Seconds to wait', hit: true } },
  { name: 'the delay again', field: field({ of: 'retryAfter' }), above: '/headers/Retry-After', wanted: { text: 'Equals `Retry-After`', hit: false } },
  { name: 'a described field', field: field({ description: { en: 'Your allowance, see `limit`.' }, presence: 'maybe' }), wanted: { text: 'Your allowance, see `limit`. Not always sent', hit: false } },
  { name: 'a message that is only an example', field: field({ of: 'message' }), wanted: { text: 'For people; may be reworded', hit: false } },
  {
    name: 'a deprecated alias, even of the code',
    field: field({ of: 'code', kind: 'constant', deprecated: { use: 'code', removeIn: '3.0' } }),
    wanted: { text: 'Deprecated; use `code`; removed in 3.0', hit: false },
  },
])('$name', ({ field: given, place, above, wanted }) => {
  expect(noteOf(given, rateLimit, place, view, above)).toEqual(wanted);
});

it('an exact message needs no note where a code tells the error', () => {
  expect(noteOf(field({ of: 'message' }), labelMissing, '/body/code', view)).toEqual({ text: '', hit: false });
});

it('an exact message is what to know an error by that has no code', () => {
  const uncoded = { ...labelMissing, identifiedBy: 'none' as const };
  expect(noteOf(field({ of: 'message' }), uncoded, undefined, view)).toEqual({ text: 'Known by this wording', hit: true });
});
