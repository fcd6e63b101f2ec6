import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCatalog } from '../../pipeline.ts';
import { candidatesOf } from '../../snippet/candidates.ts';
import { filter, test, within, word } from '../../snippet/clients/shell.ts';
import { shell } from './shell.ts';

// Set up before any test runs against the clock.
await shell.versions('curl');

// Oracles: bash and jq themselves.
const bash = (script: string): string =>
  execFileSync('bash', ['-c', script], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } });

/** Texts that would end a literal or a line, run something, or turn the text about. */
const hostile = fc
  .array(
    fc.constantFrom(
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      '\t',
      '\u2028',
      '\u202E',
      '$(echo run)',
      '`echo run`',
      '${HOME}',
      '!',
      '#',
      '%s',
      '\\(1)',
      'é',
      '漢',
      '😀',
      'word',
      ' ',
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));

describe('curl snippets', () => {
  it('are what bash reads', async () => {
    const { catalog } = await compileCatalog(fileURLToPath(new URL('../../../catalog', import.meta.url)), {
      today: '2026-01-01',
      toolVersion: '0.0.0',
      unproven: true,
    });
    const own = catalog ? candidatesOf(catalog).filter(({ client }) => client.id === 'curl') : [];
    expect(own.length).toBeGreaterThan(0);
    for (const { snippet, name } of own) {
      expect(() => execFileSync('bash', ['-n', '-c', snippet.code], { stdio: 'pipe' }), name).not.toThrow();
      expect(snippet.code.split('\n').length - 1, name).toBeLessThanOrEqual(40);
      expect(snippet.facts.length, name).toBeGreaterThan(0);
    }
  }, 60_000);

  it('hold any text of a catalog as a word, and run nothing of it', () => {
    // One bash for all: what it prints is each text, whole, and nothing besides.
    const texts = fc.sample(hostile, { numRuns: 120, seed: 5 });
    const words = texts.flatMap((text) => [word(text), `"${within(text)}"`]);
    expect(bash(`printf '%s\\0' ${words.join(' ')}`)).toBe(
      texts
        .flatMap((text) => [text, text])
        .map((text) => `${text}\0`)
        .join(''),
    );
  }, 60_000);

  it('ask jq for exactly the keys and values of the catalog', () => {
    fc.assert(
      fc.property(hostile, hostile, (key, value) => {
        const asked: [body: unknown, program: string, answer: unknown][] = [
          [{ [key]: value }, test([key], { place: [], equals: value }), true],
          [{ [key]: `${value}.` }, test([key], { place: [], equals: value }), false],
          [{ [key]: `${value} and more` }, test([key], { place: [], starts: value, ends: 'more' }), true],
          ['no object', `[${filter([key, '0'])}]`, []],
        ];
        const program = `[${asked.map(([, one], at) => `(.[${String(at)}] | ${one})`).join(', ')}]`;
        const input = JSON.stringify(asked.map(([body]) => body));
        const said = execFileSync('bash', ['-c', `jq -c ${word(program)}`], { input, encoding: 'utf8' });
        expect(JSON.parse(said)).toEqual(asked.map(([, , answer]) => answer));
      }),
      { numRuns: 40, seed: 5 },
    );
  }, 60_000);
});
