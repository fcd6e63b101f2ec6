import { expect, test } from 'vitest';
import { service } from '../../model/service.ts';
import { createDecoder, lexiconOf, project, resolveService } from '../index.ts';
import { builtinEnvelopes } from './index.ts';

/** The example of RFC 9457, section 3: extension members come from the details of the code. */
const bank = service.parse({
  service: 'bank',
  title: 'Bank',
  envelopes: {
    problem: {
      base: 'problem-details',
      body: {
        type: 'https://example.com/probs/$code',
        instance: '$context.instance',
        'balance?': '$params.balance',
        'accounts?': '$params.accounts',
      },
    },
  },
  context: { instance: { type: 'string', example: '/account/12345/msgs/abc' } },
  codes: {
    'out-of-credit': {
      title: 'You do not have enough credit.',
      status: 403,
      category: 'permission',
      message: 'Your current balance is {balance}, but that costs {cost}.',
      params: { balance: { type: 'integer' }, cost: { type: 'integer' }, accounts: { type: 'array' } },
      retry: { when: 'after-change' },
      effect: 'nothing',
      actor: 'end-user',
    },
  },
});

const example = {
  status: 403,
  body: {
    type: 'https://example.com/probs/out-of-credit',
    title: 'You do not have enough credit.',
    status: 403,
    detail: 'Your current balance is 30, but that costs 50.',
    instance: '/account/12345/msgs/abc',
    balance: 30,
    accounts: ['/account/12345', '/account/67890'],
  },
};

const occurrence = {
  params: { balance: 30, cost: 50, accounts: ['/account/12345', '/account/67890'] },
  context: { instance: '/account/12345/msgs/abc' },
};

test('the example of RFC 9457 is sent and read', () => {
  const { entries, problems, envelopes } = resolveService(bank);
  expect(problems).toEqual([]);
  expect(envelopes.get('problem')?.contentType).toBe('application/problem+json');
  const [entry] = entries;
  const lexicon = lexiconOf(entries);
  expect(entry && project(entry, occurrence, lexicon)).toEqual({ message: example, problems: [] });

  const verdict = createDecoder(entries, lexicon).decode(example);
  expect(verdict.verdict).toBe('certain');
  expect(verdict.candidates[0]).toMatchObject({ entry: { code: 'out-of-credit' }, occurrence, problems: [], extras: [] });
});

test('a status in the body that differs from the status line is a problem', () => {
  const { entries } = resolveService(bank);
  const verdict = createDecoder(entries, lexiconOf(entries)).decode({ ...example, body: { ...example.body, status: 400 } });
  expect(verdict.verdict).toBe('broken');
  expect(verdict.candidates[0]?.problems.map(({ pointer }) => pointer)).toEqual(['/body/status']);
});

test('it can be named as a base', () => {
  expect(builtinEnvelopes.map(({ name }) => name)).toContain('problem-details');
});
