import { availableParallelism } from 'node:os';
import type { Shelf } from '../cache/shelf.ts';
import type { Known } from '../check/index.ts';
import { withoutMessages } from '../check/outline.ts';
import { readSource } from '../load/read.ts';
import type { LoadedCatalog } from '../load/types.ts';
import { layoutOf } from '../load/weigh.ts';
import type { Layout } from '../load/weigh.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { holds, keptChecks } from './kept.ts';
import type { KeptCheck } from './kept.ts';
import type { BegunUnit, Job, Outcome } from './share.ts';
import { startThread } from './workers.ts';
import type { Thread } from './workers.ts';

/** The findings of a catalog, and where its files are found: as those of the one thread that would do it alone. */
export interface Shared {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded: LoadedCatalog;
}

/** What a check by services needs from outside. */
export interface ShareContext {
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  /** Where findings of services are kept from one check to the next. Absent: all services are checked. */
  readonly shelf?: Shelf<KeptCheck>;
}

/** From what on a catalog is divided, and into how many. Tests divide small ones. */
export interface Limits {
  /** Bytes of a catalog from which on a second thread is worth its start, which takes a fifth of a second: some eight hundred codes. */
  readonly least?: number;
  /** How many threads can run at the same time. */
  readonly threads?: number;
}

/** More threads than this gain nothing: services are few, and each thread holds the tool once more in memory. */
const most = 4;

/**
 * Checks a catalog service by service, a large one on several threads: nearly all of a check is about one service at a time. What the
 * rules of one need to know of the others is little (`scripts/check/outline.ts`), and goes round between the shapes and the rules.
 *
 * @returns undefined where only a compiled catalog tells everything: one with a record of snippets; and where there is no such folder
 */
export async function checkShares(root: string, context: ShareContext, limits: Limits = {}): Promise<Shared | undefined> {
  const layout = await layoutOf(root);
  if (!layout) return undefined;
  const { least = 4 * 2 ** 20, threads = availableParallelism() } = limits;
  const isSmall = layout.services.reduce((sum, { bytes }) => sum + bytes, 0) < least;
  return isSmall ? await checkAtOnce(root, context, layout) : await checkByUnits(root, context, layout, Math.min(threads, most));
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** A small catalog, by this thread, in one go. */
async function checkAtOnce(root: string, { today }: ShareContext, { services }: Layout): Promise<Shared | undefined> {
  const { begin } = await import('./share.ts');
  const begun = await begin(root, today, { units: new Set(services.map(({ unit }) => unit)), rest: true });
  if (!('finish' in begun)) return undefined;
  const { diagnostics, impossible } = begun.finish(begun);
  return { diagnostics: [...begun.diagnostics, ...diagnostics, ...impossible], loaded: begun.loaded };
}

async function checkByUnits(root: string, context: ShareContext, layout: Layout, most: number): Promise<Shared | undefined> {
  const { today } = context;
  const kept = context.shelf && keptChecks(context.shelf, layout, today);
  // The heaviest first: who is free takes the next.
  const units = layout.services.filter(({ unit }) => !kept?.known.has(unit)).sort((one, two) => two.bytes - one.bytes);
  const job: Job = {
    root,
    today,
    units: units.map(({ unit }) => unit),
    taken: new SharedArrayBuffer(4),
    guides: layout.guides,
    prints: kept !== undefined,
  };
  // Before this thread loads what they load too.
  const threads = Array.from({ length: Math.max(0, Math.min(most, units.length) - 1) }, () => startThread(job));
  try {
    const { begin, beginUnits, finishUnit } = await import('./share.ts');
    const rest = await begin(root, today, { units: new Set(), rest: true });
    if (!('finish' in rest)) return undefined;
    const own = await beginUnits(job);
    const others = await Promise.all(threads.map(({ begun }) => begun));
    const old = [...(kept?.known.values() ?? [])];
    const known = together([
      rest,
      ...own,
      ...others.map((one) => one.known),
      { outlines: old.flatMap(({ outcome }) => outcome.outlines), leftOut: [] },
    ]);
    const names: Known = { outlines: known.outlines.map(withoutMessages), leftOut: known.leftOut };
    for (const thread of threads) thread.go(names);
    // What others have no longer, or have now, may change what is said of a service that is as it was.
    const stale = old.filter((one) => !holds(one, known)).map(({ outcome }) => outcome.unit);
    const again = await beginUnits({ ...job, units: stale, taken: new SharedArrayBuffer(4) });
    const found = rest.finish(known);
    const mine: { readonly loaded: LoadedCatalog; readonly prints: BegunUnit['prints']; readonly outcome: Outcome }[] = [];
    // One after another, each let go of when it is done.
    for (let one = own.shift() ?? again.shift(); one; one = own.shift() ?? again.shift())
      mine.push({ loaded: one.loaded, prints: one.prints, outcome: finishUnit(one, known) });
    const done = await Promise.all(threads.map((thread) => thread.done));
    const fresh = [...mine.map(({ outcome }) => outcome), ...done.flatMap(({ outcomes }) => outcomes)];
    const outcomes = [...old.map(({ outcome }) => outcome).filter(({ unit }) => !stale.includes(unit)), ...fresh];

    const prints = new Map([...mine.map((one) => [one.outcome.unit, one.prints] as const), ...others.flatMap((one) => [...one.prints])]);
    for (const outcome of fresh) kept?.keep(prints.get(outcome.unit) ?? new Map(), outcome, known);
    kept?.finish();
    return sum(rest, found, outcomes, known, mine, done, layout.root);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** All findings, and where the files are found that they point at. */
function sum(
  rest: { readonly diagnostics: readonly Diagnostic[]; readonly loaded: LoadedCatalog },
  found: { readonly diagnostics: readonly Diagnostic[] },
  outcomes: readonly Outcome[],
  known: Known,
  mine: readonly { readonly loaded: LoadedCatalog }[],
  done: readonly Awaited<Thread['done']>[],
  folder: string,
): Shared {
  const diagnostics = [...rest.diagnostics, ...found.diagnostics, ...outcomes.flatMap((one) => one.diagnostics)];
  const sound = known.leftOut.length === 0 && !diagnostics.some(isError);
  const sources = new Map(done.flatMap((one) => [...one.sources]));
  const loaded = [rest.loaded, ...mine.map((one) => one.loaded)];
  const textOf = (file: string): string | undefined => {
    const text = loaded.map((one) => one.source(file)).find((one) => one !== undefined);
    if (text !== undefined) return text;
    // Of a service that is as it was, nothing was kept but its findings.
    return sources.get(file) ?? readSource(folder, file, '').value?.text;
  };
  return {
    diagnostics: [...diagnostics, ...(sound ? outcomes.flatMap((one) => one.impossible) : [])],
    loaded: {
      ...rest.loaded,
      // Each part has read the settings.
      files: [...new Set([...rest.loaded.files, ...outcomes.flatMap(({ files }) => files)])],
      source: textOf,
    },
  };
}

/** What is known of all services, in order of their folders. */
function together(parts: readonly Known[]): Known {
  return {
    outlines: parts.flatMap(({ outlines }) => outlines).sort((one, two) => (one.unit < two.unit ? -1 : 1)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}
