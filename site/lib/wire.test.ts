import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineText, wireTokens } from './wire.ts';

/** Tokens as text: `kind(text)`, plain stretches as they are. */
const shown = (line: string): string =>
  wireTokens(line)
    .map(({ kind, text }) => (kind === '' ? text : `${kind}(${text})`))
    .join('');

describe('a line of a message', () => {
  it.each([
    { line: 'HTTP/1.1 429 Too Many Requests', wanted: 'c(HTTP/1.1 429) Too Many Requests' },
    { line: 'Retry-After: 3600', wanted: 'k(Retry-After): n(3600)' },
    { line: 'Content-Type: application/json', wanted: 'k(Content-Type): s(application/json)' },
    { line: 'data: {"code": 1}', wanted: 'k(data): {k("code"): n(1)}' },
    { line: '  "code": "RATE_001",', wanted: '  k("code"): s("RATE_001"),' },
    { line: '  "wait": -1.5e3, "ok": true, "at": null', wanted: '  k("wait"): n(-1.5e3), k("ok"): c(true), k("at"): c(null)' },
    { line: '42["failed", {', wanted: 'n(42)[s("failed"), {' },
    { line: '  "a\\"b: true": "c"', wanted: '  k("a\\"b: true"): s("c")' },
    { line: '}', wanted: '}' },
    { line: '', wanted: '' },
  ])('$line', ({ line, wanted }) => {
    expect(shown(line)).toBe(wanted);
  });

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        expect(lineText(wireTokens(line))).toBe(line);
      }),
    );
  });
});
