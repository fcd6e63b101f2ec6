import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCatalog } from '../../build.ts';
import { candidatesOf } from '../../snippet/candidates.ts';
import { filter, test, within, word } from '../../snippet/clients/shell.ts';

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
    fc.assert(
      fc.property(hostile, (text) => {
        expect(bash(`printf %s ${word(text)}`)).toBe(text);
        expect(bash(`printf %s "${within(text)}"`)).toBe(text);
      }),
      { numRuns: 60, seed: 5 },
    );
  }, 60_000);

  it('ask jq for exactly the keys and values of the catalog', () => {
    fc.assert(
      fc.property(hostile, hostile, (key, value) => {
        const asked = (body: unknown, program: string): string =>
          execFileSync('bash', ['-c', `jq -c ${word(program)}`], { input: JSON.stringify(body), encoding: 'utf8' }).trim();
        expect(asked({ [key]: value }, test([key], { place: [], equals: value }))).toBe('true');
        expect(asked({ [key]: `${value}.` }, test([key], { place: [], equals: value }))).toBe('false');
        expect(asked({ [key]: `${value} and more` }, test([key], { place: [], starts: value, ends: 'more' }))).toBe('true');
        expect(asked('no object', `[${filter([key, '0'])}]`)).toBe('[]');
      }),
      { numRuns: 40, seed: 5 },
    );
  }, 60_000);
});
