import { expect, test } from 'vitest';
import { service as schema } from '../model/service.ts';
import { overlappingPairs } from './overlap.ts';
import { resolveService } from './service.ts';

const facts = {
  title: 'An error',
  category: 'server',
  retry: { when: 'never' },
  effect: 'nothing',
  actor: 'client',
  params: { a: { type: 'string' }, n: { type: 'integer' } },
};

/** Names of the codes that some message may mix up, where the message is all that is sent. */
function mixed(messages: Record<string, string>): string[] {
  const codes = Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, { ...facts, message }]));
  const { entries } = resolveService(
    schema.parse({ service: 's', title: 'S', envelopes: { http: { transport: 'http', body: { detail: '$message' } } }, codes }),
  );
  return overlappingPairs(entries, false).map(([one, two]) =>
    [one.code ?? '', two.code ?? ''].toSorted((a, b) => (a < b ? -1 : 1)).join(' '),
  );
}

test.each([
  ['different texts', { A: 'User not found', B: 'Order not found' }, []],
  ['the same text', { A: 'Not found', B: 'Not found' }, ['A B']],
  ['a text that another can become', { A: 'User 7 not found', B: 'User {a} not found' }, ['A B']],
  ['texts that begin alike and end otherwise', { A: 'User {a} not found', B: 'User {a} is locked' }, []],
  ['texts that can meet in the middle', { A: 'x {a}', B: '{a} y' }, ['A B']],
  ['a number where the other has letters', { A: 'Wait {n} s', B: 'Wait long s' }, []],
])('%s', (_title, messages, wanted) => {
  expect(mixed(messages)).toEqual(wanted);
});

test('thousands of codes are told apart without comparing each with each', () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`CODE_${at}`, at % 2 ? `Thing ${at} failed: {a}` : `Thing ${at} is broken`]),
  );
  expect(mixed(many)).toEqual([]);
});
