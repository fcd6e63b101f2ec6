import { describe, expect, it } from 'vitest';
import { decodeFragment, encodeFragment, fragmentValues, secretRefs } from './fragment.ts';

const none = new Set<string>();

describe('the fragment of a link to a code', () => {
  it('carries an occurrence in words', () => {
    const values = fragmentValues(
      { params: { email: 'kim@example.com', wait: 30, tags: ['a b'] }, context: { traceId: '65809ff1' } },
      'http',
    );
    expect(encodeFragment(values, none)).toBe(
      '#email=kim@example.com&wait=30&tags=%5B%22a%20b%22%5D&context.traceId=65809ff1&envelope=http',
    );
  });

  it('carries the values of errors inside by their place, and of those none that is sensitive or unknown', () => {
    const errors = [
      { code: 'TOO_LONG', params: { max: 5, key: 's3cret' } },
      { code: 'NEW', params: { max: 1 }, message: 'free' },
    ];
    const secret = secretRefs([], errors, (code) => (code === 'NEW' ? undefined : ['params.key']));
    const fragment = encodeFragment(fragmentValues({ params: { errors: 2 }, errors }), secret);
    expect(fragment).toBe('#params.errors=2&errors=TOO_LONG,NEW&errors.0.TOO_LONG.max=5');
    expect(decodeFragment(fragment, none)).toEqual(
      new Map([
        ['params.errors', '2'],
        ['errors', 'TOO_LONG,NEW'],
        ['params.errors.0.TOO_LONG.max', '5'],
      ]),
    );
  });

  it.each([
    ['params.message', 'a = b & c#d?e'],
    ['params.id', ''],
    ['params.a.b', '100 %'],
    ['params.context.x', 'я \u{1F980} "quoted"\n'],
    ['params.envelope', '__proto__'],
    ['params.__proto__', 'a+b c'],
    ['context.traceId', '%41'],
    ['message', 'free'],
    ['id', '7'],
  ])('%s = %j comes back, and through a URL too', (ref, value) => {
    const fragment = encodeFragment(new Map([[ref, value]]), none);
    expect(decodeFragment(new URL(`https://site.example/${fragment}`).hash, none)).toEqual(new Map([[ref, value]]));
  });

  it('never carries a sensitive value, in either direction', () => {
    const secret = new Set(['params.token', 'context.user']);
    const values = new Map([
      ['params.token', 's3cret'],
      ['context.user', 'kim'],
      ['params.wait', '3'],
    ]);
    expect(encodeFragment(values, secret)).toBe('#wait=3');
    expect([...decodeFragment('#token=s3cret&params.token=x&context.user=kim&wait=3', secret)]).toEqual([['params.wait', '3']]);
  });

  it('reads what people type: no #, stray percent signs, anchors, repeated keys', () => {
    expect([...decodeFragment('causes&=x&left=50%&left=2&', none)]).toEqual([['params.left', '50%']]);
    expect(decodeFragment('#causes', none).size).toBe(0);
    expect(encodeFragment(new Map(), none)).toBe('');
  });

  it('does not fail on half a character', () => {
    expect(decodeFragment(encodeFragment(new Map([['params.x', 'a\uD800']]), none), none)).toEqual(new Map([['params.x', 'a\uFFFD']]));
  });
});
