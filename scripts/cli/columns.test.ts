import { describe, expect, it } from 'vitest';
import { padded, visible, width } from './format/columns.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

describe('width', () => {
  it.each([
    ['abc', 3],
    ['漢字', 4],
    ['\t', 4],
    ['e\u0301', 1],
    ['🙂', 2],
    ['', 0],
  ])('of %j is %d', (text, want) => expect(width(text)).toBe(want));
});

describe('visible', () => {
  it('shows control and direction characters instead of sending them', () =>
    expect(visible('a\u001b[2Jb\u202e\tc')).toBe('a\\u{1b}[2Jb\\u{202e}    c'));
});

describe('table', () => {
  it('lines up columns, wide characters too', () =>
    expect(
      table([
        ['漢', 'x', ''],
        ['ab', 'longer', 'z'],
      ]),
    ).toBe('漢  x\nab  longer  z\n'));
  it('pads to a width', () => expect(padded('漢', 4)).toBe('漢  '));
});

describe('wrap', () => {
  it('breaks between words and indents what follows', () =>
    expect(wrap('one two three four', 12, '1. ')).toEqual(['1. one two', '   three', '   four']));
  it('leaves a long word whole', () => expect(wrap('https://errors.example/a/b/c', 10)).toEqual(['https://errors.example/a/b/c']));
  it('makes one line of no text', () => expect(wrap('', 10, '- ')).toEqual(['- ']));
});
