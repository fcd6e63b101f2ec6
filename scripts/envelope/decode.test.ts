import { describe, expect, test } from 'vitest';
import { service as schema } from '../model/service.ts';
import { lexiconOf } from './catalog.ts';
import { createDecoder } from './decode.ts';
import type { Message } from './node.ts';
import { resolveService } from './service.ts';

const facts = { title: 'An error', category: 'server', retry: { when: 'never' }, effect: 'nothing', actor: 'client' };
const service = schema.parse({
  service: 'shop',
  title: 'Shop',
  context: { trace: { type: 'string' } },
  envelopes: {
    http: {
      transport: 'http',
      status: '$status',
      headers: { 'X-Trace': '$context.trace' },
      body: {
        code: '$code',
        message: '$message',
        trace: '$context.trace',
        old: { $value: '$context.trace', $deprecated: { use: 'trace', removeIn: '3.0' } },
      },
    },
    plain: { transport: 'http', status: '$status', body: { message: '$message' } },
  },
  codes: {
    GONE: { ...facts, status: 410, message: '{what} is gone', params: { what: { type: 'string' } }, on: ['http'] },
    SPLIT: { ...facts, status: 400, message: '{a}: {b}', params: { a: { type: 'string' }, b: { type: 'string' } }, on: ['http'] },
    TWIN_1: { ...facts, status: 500, message: 'No luck', on: ['plain'] },
    TWIN_2: { ...facts, status: 500, message: 'No luck', on: ['plain'] },
  },
});
const { entries, problems } = resolveService(service);
const decoder = createDecoder(entries, lexiconOf(entries));
const gone: Message = { status: 410, headers: { 'x-trace': 'abc' }, body: { code: 'GONE', message: 'Kettle is gone', trace: 'abc' } };
const body = (change: object): Message => ({ ...gone, body: { ...(gone.body as object), ...change } });

test('the service of these tests resolves', () => expect(problems).toEqual([]));

describe('verdicts', () => {
  test('certain, with the values of the message; header names in any case', () => {
    const { verdict, candidates } = decoder.decode(gone);
    expect(verdict).toBe('certain');
    expect(candidates[0]?.occurrence).toEqual({ params: { what: 'Kettle' }, context: { trace: 'abc' } });
  });

  test('unknown fields and headers do not make it less certain, and are named', () => {
    const { verdict, candidates } = decoder.decode({ ...body({ more: 1 }), headers: { 'X-TRACE': 'abc', Date: 'today' } });
    expect([verdict, candidates[0]?.extras]).toEqual(['certain', ['/body/more']]);
  });

  test('ambiguous-params: the code is sure, the place and the open values are listed', () => {
    const { verdict, candidates } = decoder.decode({
      status: 400,
      headers: { 'X-Trace': 't' },
      body: { code: 'SPLIT', message: 'x: y: z', trace: 't' },
    });
    expect(verdict).toBe('ambiguous-params');
    expect(candidates[0]?.ambiguous).toEqual([{ pointer: '/body/message', refs: ['params.a', 'params.b'] }]);
  });

  test('ambiguous-code: nothing on the wire tells two codes apart', () => {
    const { verdict, candidates } = decoder.decode({ status: 500, body: { message: 'No luck' } });
    expect([verdict, new Set(candidates.map(({ entry }) => entry.code))]).toEqual(['ambiguous-code', new Set(['TWIN_1', 'TWIN_2'])]);
  });

  test.each([
    ['a missing field', body({ trace: undefined }), '/body/trace', 'missing'],
    ['another type', body({ message: 5 }), '/body/message', 'type'],
    ['another wording', body({ message: 'Kettle left' }), '/body/message', 'text'],
    ['another status', { ...gone, status: 404 }, '/status', 'const'],
    ['two places that disagree', body({ trace: 'other' }), '/body/trace', 'conflict'],
  ])('broken: %s is located', (_title, message, pointer, kind) => {
    const { verdict, candidates } = decoder.decode(JSON.parse(JSON.stringify(message)) as Message);
    expect([verdict, candidates[0]?.entry.code]).toEqual(['broken', 'GONE']);
    const places = candidates[0]?.problems.flatMap((problem) => [problem.pointer, problem.other].map((place) => [place, problem.kind]));
    expect(places).toContainEqual([pointer, kind]);
  });

  test('broken: a message that names its code is nearest to that, however much else fits another', () => {
    const { verdict, candidates } = decoder.decode({ status: 500, body: { code: 'GONE', message: 'No luck' } });
    expect([verdict, candidates[0]?.entry.code]).toEqual(['broken', 'GONE']);
  });

  test('unknown-code: the place of the code holds a stranger, which is said first', () => {
    const { verdict, unknown } = decoder.decode(body({ code: 'MELTED' }));
    expect([verdict, unknown]).toEqual(['unknown-code', { pointer: '/body/code', value: 'MELTED' }]);
  });

  test.each<[string, Message]>([
    ['a page of a proxy', { status: 502, headers: {}, body: '<html>Bad Gateway</html>' }],
    ['an empty message', {}],
    ['a list', { body: [] }],
  ])('foreign: %s', (_title, message) => {
    expect(decoder.decode(message)).toEqual({ verdict: 'foreign', candidates: [] });
  });

  test('only a body was captured: what was not captured is not missing', () => {
    expect(decoder.decode({ body: gone.body ?? null }).verdict).toBe('broken');
    expect(decoder.decode({ body: gone.body ?? null }, { partial: true }).verdict).toBe('certain');
  });

  test('a deprecated field is accepted, named, and must still agree', () => {
    expect(decoder.decode(body({ old: 'abc' })).candidates[0]?.deprecated).toEqual([
      { pointer: '/body/old', use: 'trace', removeIn: '3.0' },
    ]);
    expect(decoder.decode(body({ old: 'xyz' })).candidates[0]?.problems[0]).toMatchObject({ pointer: '/body/old', kind: 'conflict' });
  });
});
