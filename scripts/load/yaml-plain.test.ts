import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Path } from '../model/json.ts';
import { keyOf, readPlain } from './yaml-plain.ts';
import { parseFully } from './yaml.ts';

const root = new URL('../../', import.meta.url).pathname;
const files = ['catalog', 'scripts']
  .flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${root}${folder}/${file}`))
  .filter((file) => file.endsWith('.yaml'));
const texts = files.map((file) => readFileSync(file, 'utf8'));

/** Holds the quick reader against the full parser; true where the quick one gave a value. */
function same(text: string): boolean {
  const plain = readPlain(text);
  if (!plain) return false;
  const full = parseFully({ file: 'a.yaml', path: '/a.yaml', text }, 'unit');
  expect({ text, diagnostics: full.diagnostics, value: full.value?.value }).toEqual({ text, diagnostics: [], value: plain.value });
  for (const [key, [start, end]] of plain.keys) {
    const span = full.value?.locate(JSON.parse(key) as Path, true);
    const before = text.slice(0, start).split('\n');
    expect([key, span?.line, span?.column, span?.endColumn]).toEqual([
      key,
      before.length,
      (before.at(-1)?.length ?? 0) + 1,
      (before.at(-1)?.length ?? 0) + 1 + end - start,
    ]);
  }
  return true;
}

test('plain files are read as the full parser reads them, places of codes included', () => {
  const read = texts.filter(same).length;
  expect(read).toBeGreaterThan(texts.length / 2);
});

test('a key is found again', () => {
  const plain = readPlain("codes:\n  '001': { title: x }\n");
  expect(plain?.keys.get(keyOf(['codes', '001']))).toEqual([9, 14]);
});

test.each([
  'a: b\n c',
  'a: b #c',
  'a: 0x1F',
  'a: 1e3',
  'a: .5',
  'a: 017',
  'a: -0',
  'a: +1',
  'a: .inf',
  'a: ~',
  'a: "\\n"',
  'a: [b,\n c]',
  'a: [b: c]',
  'a: b: c',
  'a: 1\na: 2',
  '<<: { a: 1 }',
  '__proto__: { a: 1 }',
  'a: &x b',
  'a: *x',
  'a: !t b',
  '---\na: b',
  'a: b\n...',
  'a:\tb',
  'a: b\r\n',
  'a: 9999999999999999',
  '- a',
  'a',
  '? a\n: b',
  'a: >\n  b',
  'a: |2\n  b',
  'a: |\n  \n  b',
  'a: {b: c}',
  "a: 'b",
  "a: 'b' c",
  'a: @b',
])('leaves to the full parser what is not plain: %j', (text) => {
  const plain = readPlain(text);
  if (plain) same(text);
  else expect(plain).toBeUndefined();
});

/** Pieces that mean something in YAML, put where they may hurt. */
const pieces = [
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    ',
  '- ',
  ': ',
  ':',
  '#',
  ' # ',
  ',',
  '[',
  ']',
  '{',
  '}',
  "'",
  '"',
  '|',
  '|-',
  '>',
  '&a ',
  '*a',
  '!x ',
  '? ',
  '<<: ',
  '~',
  'null',
  'true',
  '0',
  '-1',
  '1e3',
  '0x1',
  '.5',
  '1.',
  '007',
  '1_000',
  '12:30',
  '...',
  '---',
  '\t',
  '\r',
  '%',
  '@',
  '`',
  '\u2028',
  '\u00a0',
  '\u0085',
  '\ufeff',
  'é',
  '$a',
  '-',
  '=',
  "''",
  '\\',
  'x',
  'y: z',
];

test('damaged files are read as the full parser reads them, or left to it', () => {
  let read = 0;
  const small = texts.filter((text) => text.length < 4000);
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.record({ at: fc.nat(), drop: fc.nat(3), piece: fc.constantFrom(...pieces) }), { minLength: 1, maxLength: 4 }),
      (which, edits) => {
        let text = small[which % small.length] ?? '';
        // A window of the file: shorter texts, and windows that begin in the middle of things.
        const from = text.lastIndexOf('\n', which % text.length) + 1;
        text = text.slice(from, from + 400);
        for (const { at, drop, piece } of edits)
          text = text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + drop);
        if (same(text)) read += 1;
      },
    ),
    { numRuns: 6000, seed: 11 },
  );
  expect(read).toBeGreaterThan(200);
});

test('short texts made of such pieces too', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, 'a: ', '\na: ', '\n  b: ', '\n- ', '\n  - '), { maxLength: 9 }), (parts) => {
      if (same(`k: ${parts.join('')}`)) read += 1;
    }),
    { numRuns: 20_000, seed: 12 },
  );
  expect(read).toBeGreaterThan(200);
});
