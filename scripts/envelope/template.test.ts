import { describe, expect, test } from 'vitest';
import { readKey, readMessage, readString } from './template.ts';

describe('a string of a template', () => {
  test.each([
    ['plain', { kind: 'literal', value: 'plain' }],
    ['US$ 5 and $5', { kind: 'literal', value: 'US$ 5 and $5' }],
    ['$$HOME', { kind: 'literal', value: '$HOME' }],
    ['$code', { kind: 'ref', ref: { path: ['code'], pipes: [] } }],
    ['$(code)', { kind: 'ref', ref: { path: ['code'], pipes: [] } }],
    ['$context.traceId', { kind: 'ref', ref: { path: ['context', 'traceId'], pipes: [] } }],
    ['$(params.user-id|lower|kebab)', { kind: 'ref', ref: { path: ['params', 'user-id'], pipes: ['lower', 'kebab'] } }],
    ['$status|grpc', { kind: 'ref', ref: { path: ['status'], pipes: ['grpc'] } }],
    ['$params.reason ?? null', { kind: 'ref', ref: { path: ['params', 'reason'], pipes: [] }, fallback: { value: null } }],
    ['$details ?? {}', { kind: 'ref', ref: { path: ['details'], pipes: [] }, fallback: { value: {} } }],
    ['$code: $message', { kind: 'text', parts: [{ path: ['code'], pipes: [] }, ': ', { path: ['message'], pipes: [] }] }],
    ['$code.html', { kind: 'text', parts: [{ path: ['code'], pipes: [] }, '.html'] }],
    ['$(retryAfter)s', { kind: 'text', parts: [{ path: ['retryAfter'], pipes: [] }, 's'] }],
    ['$code|$title', { kind: 'text', parts: [{ path: ['code'], pipes: [] }, '|', { path: ['title'], pipes: [] }] }],
  ])('%s', (text, wanted) => {
    expect(readString(text)).toEqual(wanted);
  });

  test.each([
    ['$(a b)', '`$(a b)` is no reference'],
    ['x $() y', '`$()` is no reference'],
    ['$code ?? nothing', '`nothing` after `??` is not JSON'],
  ])('%s is told apart from a text', (text, reason) => {
    expect(readString(text)).toMatchObject({ kind: 'malformed', reason });
  });
});

test.each([
  ['Missing field: {field}', ['Missing field: ', { param: 'field' }]],
  ['{a}{b}', [{ param: 'a' }, { param: 'b' }]],
  ['required property {{name}}', ['required property {name}']],
  ['{"a": 1}', ['{"a": 1}']],
  ['', ['']],
])('the wire message %j', (template, wanted) => {
  expect(readMessage(template)).toEqual(wanted);
});

test.each([
  ['code', { kind: 'plain', name: 'code', optional: false }],
  ['details?', { kind: 'plain', name: 'details', optional: true }],
  ['why??', { kind: 'plain', name: 'why?', optional: false }],
  ['$$schema', { kind: 'plain', name: '$schema', optional: false }],
  ['$params.mutation', { kind: 'ref', ref: { path: ['params', 'mutation'], pipes: [] } }],
  ['$at', { kind: 'tree', deep: false }],
  ['...$at', { kind: 'tree', deep: true }],
  ['...', { kind: 'spread' }],
])('the key %s', (key, wanted) => {
  expect(readKey(key)).toEqual(wanted);
});
