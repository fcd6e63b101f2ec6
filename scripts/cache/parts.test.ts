import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { partOf } from './last.ts';
import { openParts } from './parts.ts';
import type { Prints } from './prints.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-parts-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'parts-'));
});

/** As a print tells things apart, in letters that a file may have. */
const prints: Prints = { of: (things) => Buffer.from(JSON.stringify(things)).toString('hex') };

/** One build: `part` of its indexes, what it made, and its end. */
function build() {
  const parts = openParts(folder);
  const made: string[] = [];
  const { of, late } = partOf({ last: { parts }, prints });
  const makes = (name: string) => (): string[] => {
    made.push(name);
    return [`what came of ${name}`];
  };
  return {
    made,
    of: (name: string) => of(name, ['code'], makes(name)),
    late: (name: string) => late(name, ['code'], makes(name)),
    end: () => parts.finish(),
  };
}

const kept = (): string[] => readdirSync(folder).filter((name) => name !== '.gitignore');

test('a part is made once, and read by the next build', () => {
  const first = build();
  expect(first.of('words')).toEqual(['what came of words']);
  expect(first.of('words')).toEqual(['what came of words']);
  expect(first.made).toEqual(['words']);
  const next = build();
  expect(next.of('words')).toEqual(['what came of words']);
  expect(next.made).toEqual([]);
});

test('what no build has asked for is thrown away at its end', () => {
  const first = build();
  first.of('words');
  first.of('terms');
  first.end();
  expect(kept()).toHaveLength(2);
  const next = build();
  next.of('terms');
  next.end();
  expect(kept()).toHaveLength(1);
  const last = build();
  last.of('terms');
  last.of('words');
  expect(last.made).toEqual(['words']);
});

test('what is late is made when somebody calls for it, and stays kept while nobody does', () => {
  const first = build();
  const marks = first.late('marks');
  expect(first.made).toEqual([]);
  expect(marks()).toEqual(['what came of marks']);
  first.end();

  for (const _ of [1, 2]) {
    const quiet = build();
    quiet.late('marks');
    quiet.end();
    expect(quiet.made).toEqual([]);
  }
  expect(kept()).toHaveLength(1);

  const next = build();
  expect(next.late('marks')()).toEqual(['what came of marks']);
  expect(next.made).toEqual([]);
});

test('what is damaged or lost is made again', () => {
  const first = build();
  first.of('words');
  first.late('marks')();
  first.end();
  const [one = '', two = ''] = kept();
  const file = join(folder, one);
  writeFileSync(file, readFileSync(file, 'utf8').replace('came', 'cane'));
  rmSync(join(folder, two));
  const next = build();
  expect(next.of('words')).toEqual(['what came of words']);
  expect(next.late('marks')()).toEqual(['what came of marks']);
  expect(new Set(next.made)).toEqual(new Set(['words', 'marks']));
});
