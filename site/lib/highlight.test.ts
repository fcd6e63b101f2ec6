import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';
import { lineText } from './wire.ts';

const shown = (language: string, code: string): string[] =>
  highlight(language, code).map((tokens) => tokens.map(({ kind, text }) => (kind === '' ? text : `${kind}(${text})`)).join(''));

describe('highlight', () => {
  it('keeps the state of the grammar from line to line', () => {
    expect(shown('javascript', '/* one\ntwo */ const x = 1;\ntwo */ const')[1]).toBe('m(two */) c(const) x = n(1);');
    expect(shown('javascript', 'two */ const')[0]).not.toContain('m(');
  });

  it('gives the same line the same tokens, and tokenises it once', () => {
    // The first line of a text has a state of its own: some grammars look for `#!` there.
    const [, second, , fourth] = highlight('python', 'y = 2\nx = 1\n# one\nx = 1');
    expect(fourth).toBe(second);
  });

  it.each(['bash', 'javascript', 'python', 'json', 'unheard-of'])('loses and adds nothing in %s', (language) => {
    const code = 'curl -i "https://api.example/$X" \\\n  -d \'{"a": [1, null]}\' # <b>\n\n\t};';
    expect(highlight(language, code).map(lineText).join('\n')).toBe(code);
  });
});
