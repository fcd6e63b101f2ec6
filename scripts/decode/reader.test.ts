import { describe, expect, test } from 'vitest';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Entry } from '../envelope/node.ts';
import { resolveService } from '../envelope/service.ts';
import { service as schema } from '../model/service.ts';
import type { Answer } from './answer.ts';
import { readPaste } from './read.ts';
import { createReader } from './reader.ts';
import type { Hints } from './reader.ts';

const facts = { title: 'An error', category: 'server', retry: { when: 'never' }, effect: 'nothing', actor: 'client' };
const service = (name: string, more: object): readonly Entry[] => {
  const { entries, problems } = resolveService(
    schema.parse({
      service: name,
      title: name,
      context: { trace: { type: 'string' } },
      envelopes: {
        http: {
          transport: 'http',
          status: '$status',
          headers: { 'X-Trace': '$context.trace', 'X-Code': '$code' },
          body: {
            code: '$code',
            message: '$message',
            retry: '$retryable',
            trace: '$context.trace',
            old: { $value: '$context.trace', $deprecated: { use: 'trace', removeIn: '3.0' } },
          },
        },
        bare: { transport: 'http', status: '$status', headers: { 'X-Code': '$code' }, body: { error: '$message' } },
        frame: {
          transport: 'websocket',
          body: { type: 'error', code: '$code', message: '$message' },
          close: { code: 4001, reason: '$message' },
        },
        ack: { transport: 'socket.io', ack: { ok: false, code: '$code' } },
      },
      ...more,
    }),
  );
  expect(problems).toEqual([]);
  return entries;
};
const entries = [
  ...service('shop', {
    codes: {
      GONE: { ...facts, status: 410, message: '{what} is gone', params: { what: { type: 'string' } }, on: ['http'] },
      TWIN_1: { ...facts, status: 500, message: 'No luck', on: ['bare'] },
      TWIN_2: { ...facts, status: 503, message: 'No luck', on: ['bare'] },
      OVER: { ...facts, message: 'Session {id} is over', params: { id: { type: 'integer' } }, on: ['frame'] },
      NO: { ...facts, message: 'No', on: ['ack'] },
    },
  }),
  ...service('bank', { codes: { BROKE: { ...facts, status: 402, message: 'No money', on: ['http'] } } }),
];
const reader = createReader(entries, lexiconOf(entries));

function answer(text: string, hints?: Hints): Answer {
  const found = readPaste(text);
  if (found === 'too-long' || !found[0]) throw new Error(`no message in ${text}`);
  return reader.answer(found[0], hints);
}

const body = { code: 'GONE', message: 'Kettle is gone', retry: false, trace: 'abc' };
const response = (headers: Record<string, string>, content: object): string =>
  ['HTTP/2 410', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', JSON.stringify(content)].join('\n');
const whole = { 'x-trace': 'abc', 'x-code': 'GONE' };
const kinds = ({ readings: [first] }: Answer): unknown[] => (first?.departures ?? []).map(({ kind, pointer, of }) => [kind, pointer, of]);

describe('departures, each at its place', () => {
  test.each<[string, string, unknown[]]>([
    ['none', response(whole, body), []],
    ['a missing field', response(whole, { ...body, trace: undefined }), [['missing', '/body/trace', 'context.trace']]],
    ['another type', response(whole, { ...body, message: 5 }), [['type', '/body/message', 'message']]],
    ['header and body disagree', response({ ...whole, 'x-trace': 'xyz' }, body), [['conflict', '/headers/X-Trace', 'context.trace']]],
    ['a retry flag that contradicts', response(whole, { ...body, retry: true }), [['const', '/body/retry', 'retryable']]],
    ['an alias in use', response(whole, { ...body, old: 'abc' }), [['alias', '/body/old', undefined]]],
  ])('%s', (title, text, departures) => {
    const found = answer(text);
    expect(found.readings[0]?.code).toBe('GONE');
    expect(kinds(found)).toEqual(departures);
    expect(found.verdict).toBe(['none', 'an alias in use'].includes(title) ? 'certain' : 'broken');
  });

  test('a field that was renamed is named beside the one that is missing', () => {
    const { readings } = answer(response(whole, { ...body, trace: undefined, trac: 'abc' }));
    expect(readings[0]?.unknown).toEqual([{ pointer: '/body/trac', meant: 'trace' }]);
  });

  test('an alias says what to use instead, and when it goes', () => {
    expect(answer(response(whole, { ...body, old: 'abc' })).readings[0]?.departures[0]).toMatchObject({ use: 'trace', removeIn: '3.0' });
  });

  test('a stranger at the place of the code', () => {
    const found = answer(response({ ...whole, 'x-code': 'MELTED' }, { ...body, code: 'MELTED' }));
    expect([found.verdict, found.stranger?.value]).toEqual(['unknown-code', 'MELTED']);
  });
});

describe('how sure it is', () => {
  test('what would tell codes apart and was not pasted is named', () => {
    const found = answer('{"error":"No luck"}');
    expect([found.verdict, found.readings.map(({ code }) => code), found.tells]).toEqual([
      'ambiguous-code',
      ['TWIN_1', 'TWIN_2'],
      ['/status', '/headers/X-Code'],
    ]);
  });

  test('half of a message', () => {
    expect(answer(response(whole, body).slice(0, -3))).toMatchObject({ verdict: 'likely', pasted: { flaws: ['truncated'] } });
    expect(answer('HTTP/2 410\nx-trace: abc').verdict).not.toBe('certain');
    expect(answer('HTTP/2 410').verdict).toBe('foreign');
  });

  test('only its wording, alone, in quotes, or in a log line', () => {
    for (const text of ['Kettle is gone', '"Session 7 is over"', '10:00 ERROR app.main: No money'])
      expect(answer(text), text).toMatchObject({ verdict: 'likely', readings: [{ departures: [] }] });
    expect(answer('Kettle is gone').readings[0]).toMatchObject({ code: 'GONE', occurrence: { params: { what: 'Kettle' } } });
    expect(answer('Good morning').verdict).toBe('foreign');
  });

  test('a message inside a record, as a value or as text, with its place', () => {
    const record = { level: 'error', answer: { took: 7, received: body } };
    expect(answer(JSON.stringify(record))).toMatchObject({ verdict: 'likely', inside: '/answer/received', readings: [{ code: 'GONE' }] });
    expect(answer(JSON.stringify({ level: 'error', answer: JSON.stringify(body) }))).toMatchObject({
      inside: '/answer',
      readings: [{ code: 'GONE' }],
    });
  });

  test('a service or transport that is said is believed', () => {
    expect(answer(JSON.stringify(body), { service: 'bank' }).verdict).not.toBe('certain');
    expect(answer(JSON.stringify(body), { service: 'shop' }).verdict).toBe('certain');
    expect(answer(JSON.stringify(body), { transport: 'websocket' }).verdict).not.toBe('certain');
  });
});

describe('other forms', () => {
  test('a frame and the close behind it', () => {
    const text = '{"type":"error","code":"OVER","message":"Session 7 is over"}\nclose 4001 Session 7 is over';
    expect(answer(text)).toMatchObject({ verdict: 'certain', readings: [{ code: 'OVER', occurrence: { params: { id: 7 } } }] });
    expect(answer(text.replace('close 4001 Session 7', 'close 4001 Session 8')).verdict).toBe('broken');
  });

  test('an acknowledgement', () => {
    expect(answer('431[{"ok":false,"code":"NO"}]')).toMatchObject({ verdict: 'certain', readings: [{ code: 'NO' }] });
  });
});
