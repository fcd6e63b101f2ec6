import { packed } from '../cache/packed.ts';
import { check } from '../check/index.ts';
import type { Checked } from '../check/index.ts';
import { compile } from '../compile/index.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { emit } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { loadCatalog } from '../load/index.ts';
import type { LoadedCatalog } from '../load/types.ts';
import { search } from '../emit/search.ts';

/** What the steps hand on to each other. */
export interface State {
  readonly catalog: string;
  /** An empty folder of the step's own. */
  out: string;
  loaded?: LoadedCatalog;
  checked?: Checked;
  compiled?: CompiledCatalog;
}

/** A part of the main path that is measured by itself. */
export interface Step {
  readonly name: string;
  /** Whether it writes files; the others are held against the bytes of the catalog. */
  readonly writes: boolean;
  run(state: State): Promise<void> | void;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the generated catalog has errors, or a step ran before the one that it needs');
  return value;
}

const today = '2026-01-01';

/** The steps in order. A step that is added here is in the table, in the JSON, and held against its bare limit. */
export const steps: readonly Step[] = [
  {
    name: 'load',
    writes: false,
    async run(state) {
      state.loaded = need((await loadCatalog(state.catalog)).value);
    },
  },
  {
    name: 'check',
    writes: false,
    run(state) {
      state.checked = check(need(state.loaded), { today }).value;
    },
  },
  {
    name: 'compile',
    writes: false,
    run(state) {
      state.compiled = need(compile(need(state.checked), need(state.loaded), { toolVersion: '0.0.0' }).value);
      // As `errdex build` does: what was compiled is all that the rest needs, and most of it is bytes.
      const services = state.compiled.services.map((compiled) => packed({ compiled, diagnostics: [], needs: [] }).compiled);
      state.compiled = { ...state.compiled, services };
      delete state.loaded;
      delete state.checked;
    },
  },
  {
    name: 'emit',
    writes: true,
    async run(state) {
      need((await writeInto(state.out, emit(need(state.compiled)))).value);
    },
  },
  {
    // Loaded here: Vite would double the memory of the steps before.
    name: 'site',
    writes: true,
    async run(state) {
      const { buildSite } = await import('../astro/build.ts');
      await buildSite(need(state.compiled), { outDir: state.out });
    },
  },
  {
    // Once more, by itself: its shards are a part of `emit`, its prose a part of `site`.
    name: 'search index',
    writes: true,
    async run(state) {
      const { proseIndex } = await import('../astro/prose.ts');
      const compiled = need(state.compiled);
      need((await writeInto(state.out, emit(compiled, [search]))).value);
      need((await writeInto(state.out, await proseIndex(compiled))).value);
    },
  },
];
