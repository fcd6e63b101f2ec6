import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writtenTo } from '../cache/bytes.ts';
import type { FileBytes } from '../cache/bytes.ts';
import type { Notes } from '../cache/notes.ts';
import { packed } from '../cache/packed.ts';
import { compileCatalog } from '../pipeline.ts';
import { emittedApart } from './emit-apart.ts';
import type { EmitTask } from './emit-apart.ts';
import { made } from '../search/part.ts';
import { emit, outputs, shares } from './index.ts';
import type { Share } from './index.ts';
import { singly } from './types.ts';

const { catalog } = await compileCatalog('catalog', { today: '2026-11-20', toolVersion: '0.0.0' });
if (!catalog) throw new Error('the shipped catalog does not compile');
const wanted = new Map(Array.from(emit(catalog), ({ path, content }) => [path, content]));

let scratch = '';
let files: FileBytes[] = [];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'errdex-emit-'));
  mkdirSync(join(scratch, 'out'));
  files = catalog.services.map((compiled, at) =>
    writtenTo(join(scratch, String(at)), packed({ compiled, diagnostics: [], needs: [] }).bytes.pieces()),
  );
});
afterEach(() => {
  for (const file of files) file.close();
  rmSync(scratch, { recursive: true });
});

/** All that was told. */
interface Noted {
  readonly made: Notes['made'][number][];
  readonly parts: string[];
}

const emitted = async (
  task: Partial<EmitTask>,
  signal = new AbortController().signal,
): Promise<{ count: Awaited<ReturnType<typeof emittedApart>>; notes: Noted }> => {
  const notes: Noted = { made: [], parts: [] };
  const onNotes = ({ made, parts }: Notes): void => {
    notes.made.push(...made);
    notes.parts.push(...parts);
  };
  const options = { signal, onNotes };
  const count = await emittedApart({ catalog, folder: join(scratch, 'out'), cache: undefined, shares, ...task }, files, options);
  return { count, notes };
};
const inShare = (share: Share): string[] => Array.from(singly(outputs(catalog, 'whole', [], made, [share])), ({ path }) => path);
const written = (): string[] =>
  readdirSync(join(scratch, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(scratch, 'out').length + 1));

describe('artifacts written by another process', () => {
  it('are those of this one, all shares together, with what the next build wants to know of them', async () => {
    const { count, notes } = await emitted({ cache: { identity: 'tool', folder: join(scratch, 'cache') } });
    expect(count).toEqual({ value: wanted.size, diagnostics: [] });
    expect(new Map(written().map((path) => [path, readFileSync(join(scratch, 'out', path), 'utf8')]))).toEqual(wanted);
    expect(new Set(notes.made.map(([path]) => path))).toEqual(new Set(wanted.keys()));
    expect(notes.made.findLast(([path]) => path === 'catalog.json')?.[2]?.pieces?.length).toBeGreaterThan(10);
    expect(readdirSync(join(scratch, 'cache/parts')).toSorted()).toEqual([...notes.parts, '.gitignore'].toSorted());
  });

  it('are only those that are wanted', async () => {
    const folder = join(scratch, 'cache');
    const { count, notes } = await emitted({
      cache: { identity: 'tool', folder },
      shares: ['service'],
      wanted: new Map([['catalog.json', undefined]]),
    });
    expect(written()).toEqual(['catalog.json']);
    expect(notes.made.map(([path]) => path)).toEqual(['catalog.json']);
    expect(count).toEqual({ value: inShare('service').length, diagnostics: [] });
  });

  it('are dealt out: each is in one share', () => {
    expect(shares.flatMap(inShare).toSorted()).toEqual([...wanted.keys()].toSorted());
  });

  it('leave a file that is there: that two want one path is found by whoever comes second', async () => {
    const [path = ''] = wanted.keys();
    mkdirSync(dirname(join(scratch, 'out', path)), { recursive: true });
    writeFileSync(join(scratch, 'out', path), 'first');
    const { count } = await emitted({});
    expect(count.diagnostics.map(({ rule, message }) => [rule, message])).toEqual([['output-path', `two files want the path \`${path}\``]]);
    expect(readFileSync(join(scratch, 'out', path), 'utf8')).toBe('first');
  });

  it('end with whoever wants them, and say what the system says', async () => {
    const stop = new AbortController();
    const ended = emitted({}, stop.signal);
    stop.abort();
    await expect(ended).rejects.toThrow('aborted');
    await expect(emitted({ folder: join(scratch, 'x'.repeat(300)) })).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  });
});
