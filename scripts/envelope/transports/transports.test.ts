import { describe, expect, test } from 'vitest';
import { fromPointer, isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import type { Transport } from '../../model/vocabulary.ts';
import type { Message } from '../node.ts';
import { render, transportSpecs } from './index.ts';

const body = { code: 'A', tags: ['x', 'y'], deep: [{ 'a/b~c': null }], none: {} };
const json = [
  '{',
  '  "code": "A",',
  '  "tags": ["x", "y"],',
  '  "deep": [',
  '    {',
  '      "a/b~c": null',
  '    }',
  '  ],',
  '  "none": {}',
  '}',
];

/** A message with every slot of a transport, and how it looks. */
const table: Record<Transport, { message: Message; want: string[] }> = {
  http: {
    message: { status: 404, headers: { 'Retry-After': '5' }, body },
    want: ['HTTP/1.1 404 Not Found', 'Content-Type: application/json', 'Retry-After: 5', '', ...json],
  },
  websocket: { message: { body, close: { code: 1008, reason: 'gone' } }, want: [...json, 'close 1008 gone'] },
  'socket.io': {
    message: { event: 'failed', body: { code: 'A' }, args: ['x', 1], ack: { ok: false } },
    want: ['42["failed", {', '  "code": "A"', '},', '"x",', '1]', '43[{', '  "ok": false', '}]'],
  },
  sse: { message: { event: 'failed', id: '7', body: { code: 'A' } }, want: ['event: failed', 'id: 7', 'data: {"code":"A"}'] },
  'task-result': { message: { status: 200, headers: { a: 'b' }, body }, want: json },
  kafka: { message: { key: 'k', headers: { Code: 'A' }, body }, want: ['key: k', 'Code: A', ...json] },
  nested: { message: { body }, want: json },
};

function has(message: Json, steps: readonly string[]): boolean {
  let here: unknown = message;
  for (const step of steps) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (isObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return false;
  }
  return here !== undefined;
}

describe.each(transportSpecs)('$name', (spec) => {
  const { message, want } = table[spec.name];

  test('is sent like this', () => {
    expect(render(spec.name, message).map(({ text }) => text)).toEqual(want);
  });

  test('the example has every slot, and every line points at a place of the message or at none', () => {
    expect(Object.keys(message).toSorted()).toEqual(Object.keys(spec.slots).toSorted());
    for (const { text, pointer } of render(spec.name, message)) expect(has(message, fromPointer(pointer)), `${text} ${pointer}`).toBe(true);
  });

  test('a message without any slot is shown without failing', () => {
    expect(Array.isArray(render(spec.name, {}))).toBe(true);
  });
});

test('a text body is shown line by line, a text in JSON as a JSON string', () => {
  expect(render('http', { body: 'a\nb' }, 'text/plain').map(({ text }) => text)).toEqual(['Content-Type: text/plain', '', 'a', 'b']);
  expect(render('http', { body: 'a\nb' }).map(({ text }) => text)).toEqual(['Content-Type: application/json', '', String.raw`"a\nb"`]);
});

test('what turns the order of letters around is escaped wherever a message is JSON', () => {
  const odd = { 'a\u202eb': ['\u2066x', { deep: 'y\u2028\u007f' }] };
  const messages: [Transport, Message][] = [
    ['websocket', { body: odd }],
    ['socket.io', { event: 'f\u202e', args: [odd] }],
    ['sse', { body: odd }],
  ];
  for (const [transport, message] of messages) {
    const text = render(transport, message, 'application/json')
      .map((line) => line.text)
      .join('\n');
    expect(text).not.toMatch(/[\u007f\u2028\u202e\u2066]/);
    expect(JSON.parse(text.slice(text.search(/[[{]/)))).toEqual(transport === 'socket.io' ? ['f\u202e', odd] : odd);
  }
});
