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
import { planOf } from './plan.ts';
import type { BegunUnit, Job, Outcome, Summary } from './share.ts';
import { startThread } from './workers.ts';
import type { Done, Thread } from './workers.ts';

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
  /** Into how many parts what is too much for one thread is divided. Default: one a thread. */
  readonly parts?: number | undefined;
}

/** More threads than this gain nothing: each holds the tool once more in memory, and its first codes take it as long as many later ones. */
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
  const { least = 4 * 2 ** 20, threads = availableParallelism(), parts } = limits;
  const isSmall = bytesOf(layout.services) < least;
  return isSmall ? await checkAtOnce(root, context, layout) : await checkByUnits(root, context, layout, { least, threads, parts });
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

/** A large catalog, or a part of one: by services, and by as many threads as are worth their start. */
async function checkByUnits(
  root: string,
  { today, shelf }: ShareContext,
  layout: Layout,
  { least, threads: free, parts }: Required<Limits>,
): Promise<Shared | undefined> {
  const kept = shelf && keptChecks(shelf, layout, today);
  const services = layout.services.filter(({ unit }) => !kept?.known.has(unit));
  const count = services.length > 0 ? Math.ceil(Math.min(free, most, bytesOf(services) / least)) : 1;
  const dealt = planOf(services, parts ?? count);
  const jobs = Array.from({ length: count }, (_, at): Job => {
    const tasks = dealt.filter((__, hand) => hand % count === at).flat();
    return { root, today, tasks, guides: layout.guides, prints: kept !== undefined };
  });
  const [own, ...others] = jobs as [Job, ...Job[]];
  // Before this thread loads what they load too.
  const threads = others.filter(({ tasks }) => tasks.length > 0).map(startThread);
  try {
    const { begin } = await import('./share.ts');
    const { joinedOutcomes, joinedOutlines } = await import('./parts.ts');
    const rest = await begin(root, today, { units: new Set(), rest: true });
    if (!('finish' in rest)) return undefined;
    const { begun, mine, misfits } = await beginAll(own, threads);
    const old = [...(kept?.known.values() ?? [])];
    const known: Known = {
      // In order of their folders.
      outlines: [...joinedOutlines(begun), ...old.flatMap(({ outcome }) => outcome.outlines)].sort((one, two) =>
        one.unit < two.unit ? -1 : 1,
      ),
      leftOut: [rest, ...begun].flatMap(({ leftOut }) => leftOut),
    };
    for (const thread of threads) thread.go({ known: { ...known, outlines: known.outlines.map(withoutMessages) }, misfits });
    // What others have no longer, or have now, may change what is said of a service that is as it was.
    const stale = old.filter((one) => !holds(one, known)).map(({ outcome }) => outcome.unit);
    mine.push(...(await wholly(own, stale)));
    const prints = printsOf([...begun, ...mine.map(({ summary }) => summary)]);
    const found = rest.finish(known);
    const { outcomes, loaded, done } = await finishAll(own, mine, threads, known);
    const fresh = joinedOutcomes(outcomes);
    if (kept) {
      for (const outcome of fresh) kept.keep(prints.get(outcome.unit) ?? new Map(), outcome, known);
      kept.finish();
    }
    const same = old.map(({ outcome }) => outcome).filter(({ unit }) => !stale.includes(unit));
    return sum([...rest.diagnostics, ...found.diagnostics], [...same, ...fresh], known, [rest.loaded, ...loaded], done, layout.root);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** Begins with whole services, by this thread. */
async function wholly(job: Job, units: readonly string[]): Promise<BegunUnit[]> {
  const { beginUnits } = await import('./share.ts');
  return await beginUnits({ ...job, tasks: units.map((unit) => ({ unit })) });
}

/** All services, begun: those of this thread, and what the others tell of theirs. Services of which the parts do not fit together are this thread's. */
async function beginAll(
  own: Job,
  threads: readonly Thread[],
): Promise<{ begun: Summary[]; mine: BegunUnit[]; misfits: readonly string[] }> {
  const { beginUnits } = await import('./share.ts');
  const { misfitsOf } = await import('./parts.ts');
  const first = await beginUnits(own);
  const others = (await Promise.all(threads.map(({ begun }) => begun))).flat();
  const misfits = misfitsOf([...first.map(({ summary }) => summary), ...others]);
  const mine = [...first.filter(({ summary }) => !misfits.includes(summary.unit)), ...(await wholly(own, misfits))];
  return { mine, misfits, begun: [...mine.map(({ summary }) => summary), ...others.filter(({ unit }) => !misfits.includes(unit))] };
}

/**
 * What all services have come to, each once or in parts, and what was read for it. Where only the whole of a service tells, this thread looks again.
 * @param mine the services of this thread; taken out of the list one by one, so that each is let go of when it is done
 */
async function finishAll(
  own: Job,
  mine: BegunUnit[],
  threads: readonly Thread[],
  known: Known,
): Promise<{ outcomes: Outcome[]; loaded: LoadedCatalog[]; done: Done[] }> {
  const { finishUnit } = await import('./share.ts');
  const { isOpen } = await import('./parts.ts');
  const loaded: LoadedCatalog[] = [];
  const finish = (one: BegunUnit): Outcome => {
    loaded.push(one.begun.loaded);
    return finishUnit(one, known);
  };
  const outcomes: Outcome[] = [];
  for (let one = mine.shift(); one; one = mine.shift()) outcomes.push(finish(one));
  const done = await Promise.all(threads.map((thread) => thread.done));
  outcomes.push(...done.flatMap((one) => one.outcomes));
  const open = [...new Set(outcomes.filter(isOpen).map(({ unit }) => unit))];
  const again = (await wholly(own, open)).map(finish);
  return { outcomes: [...outcomes.filter(({ unit }) => !open.includes(unit)), ...again], loaded, done };
}

/** Prints of the files of each service, whoever has read them. */
function printsOf(begun: readonly Summary[]): Map<string, Map<string, string>> {
  const prints = new Map<string, Map<string, string>>();
  for (const { unit, prints: some } of begun) prints.set(unit, new Map([...(prints.get(unit) ?? []), ...some]));
  return prints;
}

const bytesOf = (services: Layout['services']): number => services.reduce((sum, { bytes }) => sum + bytes, 0);

/** All findings, and where the files are found that they point at. */
function sum(
  common: readonly Diagnostic[],
  outcomes: readonly Outcome[],
  { leftOut }: Known,
  loaded: readonly [LoadedCatalog, ...LoadedCatalog[]],
  done: readonly Done[],
  folder: string,
): Shared {
  const diagnostics = [...common, ...outcomes.flatMap((one) => one.diagnostics)];
  const [first] = loaded;
  const sound = leftOut.length === 0 && !diagnostics.some(isError);
  const sources = new Map(done.flatMap((one) => [...one.sources]));
  const textOf = (file: string): string | undefined => {
    const text = loaded.map((one) => one.source(file)).find((one) => one !== undefined);
    if (text !== undefined) return text;
    // Of a service that is as it was, nothing was kept but its findings.
    return sources.get(file) ?? readSource(folder, file, '').value?.text;
  };
  return {
    diagnostics: [...diagnostics, ...(sound ? outcomes.flatMap((one) => one.impossible) : [])],
    loaded: {
      ...first,
      // Each part has read the settings.
      files: [...new Set([...first.files, ...outcomes.flatMap(({ files }) => files)])],
      source: textOf,
    },
  };
}
