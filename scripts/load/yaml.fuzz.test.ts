import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseYaml } from './yaml.ts';

const seed = ['keys', 'values', 'aliases', 'syntax']
  .map((name) => readFileSync(new URL(`fixtures/traps/${name}/service.yaml`, import.meta.url), 'utf8'))
  .join('\n');
const parse = (text: string) => parseYaml({ file: 'x.yaml', path: '/x.yaml', text }, 'x');

/** Pieces of the trap files, put together at random, with hostile characters between. */
const mangled = fc
  .array(
    fc.oneof(
      fc.tuple(fc.nat(seed.length), fc.nat(60)).map(([from, length]) => seed.slice(from, from + length)),
      fc.constantFrom(
        '\n',
        '  ',
        ': ',
        '- ',
        '&a ',
        '*a',
        '<<: *a',
        '{',
        '}',
        '[',
        ']',
        '!',
        '|\n',
        '>\n',
        '"',
        "'",
        '? ',
        '#',
        '---\n',
        '...',
        '\t',
        '\0',
        '\ud800',
        '%YAML 1.1\n',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

it('any text gives plain JSON or findings, never an exception, and every place lies in the text', () => {
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string({ unit: 'binary' })), (text) => {
      const { value, diagnostics } = parse(text);
      const lines = text.split('\n');
      for (const { at } of diagnostics) {
        expect(at.span?.line).toBeLessThanOrEqual(lines.length);
        expect(at.span?.column).toBeLessThanOrEqual((lines[(at.span?.line ?? 1) - 1]?.length ?? 0) + 1);
      }
      if (value === undefined) expect(diagnostics.length).toBeGreaterThan(0);
      else expect(JSON.parse(JSON.stringify(value.value))).toEqual(value.value);
    }),
    { numRuns: 2000 },
  );
});

it('the value at every path is where `locate` says', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (json) => {
      const text = JSON.stringify(json, null, 1);
      const { value: parsed, diagnostics } = parse(text);
      // Integers beyond 2^53 are refused.
      fc.pre(diagnostics.length === 0);
      const wrong: string[] = [];
      const walk = (value: unknown, path: (string | number)[]): void => {
        if (typeof value === 'object' && value !== null) {
          for (const [key, item] of Object.entries(value)) walk(item, [...path, Array.isArray(value) ? Number(key) : key]);
        } else if (typeof value !== 'string') {
          const span = parsed?.locate(path);
          const line = text.split('\n')[(span?.line ?? 1) - 1] ?? '';
          if (line.slice((span?.column ?? 1) - 1, (span?.endColumn ?? 1) - 1) !== JSON.stringify(value)) wrong.push(path.join('/'));
        }
      };
      walk(parsed?.value, []);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
