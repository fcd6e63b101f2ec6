import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../snippet/candidates.ts';
import type { Plan, Sign } from '../../snippet/types.ts';
import { worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { python, pythonOf } from './python.ts';

// Oracles: Python's own parser and compiler, and ruff's formatter, from the environment of the proof.
let command = '';
const { candidates, end, folder, handlers, harmful } = await writtenSnippets(python, 'py');
const reader = fileURLToPath(new URL('../python/literals.py', import.meta.url));

beforeAll(async () => {
  command = await pythonOf();
}, 600_000);

afterAll(end);

/** What ruff would change, as a diff; empty where nothing. */
function unformatted(codes: readonly string[]): string {
  const files = codes.map((code, at) => {
    const file = join(folder, `s${String(at)}.py`);
    writeFileSync(file, code);
    return file;
  });
  try {
    return execFileSync(command, ['-m', 'ruff', 'format', '--isolated', '--no-cache', '--diff', ...files], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    for (const file of files) rmSync(file);
  }
}

interface Read {
  readonly texts: readonly string[];
  readonly calls: readonly string[];
}

/** What Python reads in each code; null where it is no Python. */
function readAll(codes: readonly string[]): (Read | null)[] {
  const input = codes.map((code) => `${JSON.stringify(code)}\n`).join('');
  const output = execFileSync(command, [reader], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Read | null);
}

/** Texts that would end a literal, a line or a comment, or turn the text about. */
const hostile = fc
  .array(
    fc.constantFrom(
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      '\u2028',
      '\u202E',
      '\0',
      '{',
      '}',
      '${x}',
      '#{x}',
      '%s',
      '"""',
      "'''",
      '#',
      '\\N{DASH}',
      '\uFEFF',
      'é',
      '漢',
      '😀',
      'os.system("x")',
      'word',
      ' ',
    ),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((parts) => `x${parts.join('')}`);

/** The plan with its texts replaced wherever the catalog can set them. */
function poisoned(plan: Plan, texts: readonly string[]): Plan {
  const [code = '', value = '', key = '', label = '', path = ''] = texts;
  const signs = plan.recognition.signs.map((sign): Sign =>
    'equals' in sign
      ? typeof sign.equals === 'string' && sign.place[0] !== 'event'
        ? { ...sign, equals: value, place: [...sign.place, ...(sign.place[0] === 'headers' ? [] : [key])] }
        : sign
      : { ...sign, starts: value, ends: key },
  );
  return {
    ...plan,
    code,
    call: {
      ...plan.call,
      name: label,
      ...(plan.call.path !== undefined && { path: `/${path}/{${key}}` }),
      ...(plan.call.channel !== undefined && { channel: `/${value}` }),
      ...(plan.call.event !== undefined && { event: value }),
    },
    recognition: { ...plan.recognition, signs },
    texts: [{ name: 'texts.title', text: value }],
    actions: { name: 'actions', list: [label, key] },
    details: [{ name: `params.${label}`, place: [plan.details[0]?.place[0] ?? 'body', key, value], types: ['string'], always: false }],
    example: { ...plan.example, ...('event' in plan.example && { event: label }) },
  };
}

/** One candidate of each shape that snippets take. */
const shapes = (): Candidate[] => [
  ...new Map(
    candidates.map((one) => [`${one.client.id}/${one.plan.policy.kind}/${String(one.plan.ask)}/${String(one.plan.reconnect)}`, one]),
  ).values(),
];

describe('whole handlers for a catalog that means harm', () => {
  it('are Python, and call nothing that others do not', () => {
    expect(harmful.length).toBeGreaterThan(0);
    const plain = readAll(handlers).flatMap((one) => one?.calls ?? []);
    for (const [at, one] of readAll(harmful).entries()) {
      expect(one, harmful[at]).not.toBeNull();
      expect(
        one?.calls.filter((name) => !plain.includes(name)),
        harmful[at],
      ).toEqual([]);
      expect(one?.texts.some((text) => text.includes(worst))).toBe(true);
    }
  });
});

describe('Python snippets', () => {
  it('stand as the formatter would set them', () => {
    expect(candidates.length).toBeGreaterThan(0);
    expect(unformatted([...candidates.map(({ snippet }) => snippet.code), ...handlers])).toBe('');
  });

  it('are short, and mark the lines with the facts', () => {
    for (const { name, snippet } of candidates) {
      expect(snippet.code.split('\n').length - 1, name).toBeLessThanOrEqual(48);
      expect(snippet.facts.length, name).toBeGreaterThan(0);
    }
  });

  it('hold any text of a catalog as a literal, and run nothing of it', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 5, maxLength: 5 }), (texts) => {
        const made = shapes().map(({ plan, client }) => ({ plan: poisoned(plan, texts), made: client.snippet(poisoned(plan, texts)) }));
        const codes = made.flatMap((one) => (one.made ? [one.made.code] : []));
        const read = readAll(codes);
        const plain = readAll(shapes().map(({ snippet }) => snippet.code)).flatMap((one) => one?.calls ?? []);
        for (const [at, code] of codes.entries()) {
          const one = read[at];
          expect(one, code).not.toBeNull();
          expect(
            one?.calls.filter((name) => !plain.includes(name) && !['startswith', 'endswith'].includes(name)),
            code,
          ).toEqual([]);
          const [, value = ''] = texts;
          expect(
            one?.texts.some((text) => text === value || text.includes(value)),
            code,
          ).toBe(true);
        }
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('are formatted, whatever quotes and escapes the texts need', () => {
    const brief = fc
      .array(fc.constantFrom('"', "'", '\\', '\n', '\u2028', '{', '}', '\0', '漢', 'a'), { maxLength: 4 })
      .map((parts) => `x${parts.join('')}`);
    fc.assert(
      fc.property(fc.array(brief, { minLength: 5, maxLength: 5 }), (texts) => {
        const codes = shapes().flatMap(({ plan, client }) => client.snippet(poisoned(plan, texts))?.code ?? []);
        expect(unformatted(codes)).toBe('');
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
