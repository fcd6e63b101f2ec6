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

async function checkByUnits(
  root: string,
  context: ShareContext,
  layout: Layout,
  { least, threads: free, parts }: Required<Limits>,
): Promise<Shared | undefined> {
  const { today } = context;
  const kept = context.shelf && keptChecks(context.shelf, layout, today);
  const services = layout.services.filter(({ unit }) => !kept?.known.has(unit));
  const count = services.length > 0 ? Math.ceil(Math.min(free, most, bytesOf(services) / least)) : 1;
  const job: Job = {
    root,
    today,
    tasks: planOf(services, parts ?? count),
    taken: new SharedArrayBuffer(4),
    guides: layout.guides,
    prints: kept !== undefined,
  };
  // Before this thread loads what they load too.
  const threads = Array.from({ length: Math.min(count, job.tasks.length) - 1 }, () => startThread(job));
  try {
    const { begin, beginUnits, finishUnit } = await import('./share.ts');
    const { isOpen, joinedOutcomes, joinedOutlines, misfitsOf } = await import('./parts.ts');
    const rest = await begin(root, today, { units: new Set(), rest: true });
    if (!('finish' in rest)) return undefined;
    const wholly = async (units: readonly string[]): Promise<BegunUnit[]> =>
      await beginUnits({ ...job, tasks: units.map((unit) => ({ unit })), taken: new SharedArrayBuffer(4) });

    const own = await beginUnits(job);
    const others = (await Promise.all(threads.map(({ begun }) => begun))).flat();
    const misfits = misfitsOf([...own.map(({ summary }) => summary), ...others]);
    const mine = [...own.filter(({ summary }) => !misfits.includes(summary.unit)), ...(await wholly(misfits))];
    const begun = [...mine.map(({ summary }) => summary), ...others.filter(({ unit }) => !misfits.includes(unit))];
    const old = [...(kept?.known.values() ?? [])];
    const known: Known = {
      // In order of their folders.
      outlines: [...joinedOutlines(begun), ...old.flatMap(({ outcome }) => outcome.outlines)].sort((one, two) =>
        one.unit < two.unit ? -1 : 1,
      ),
      leftOut: [rest, ...begun].flatMap(({ leftOut }) => leftOut),
    };
    const names: Known = { outlines: known.outlines.map(withoutMessages), leftOut: known.leftOut };
    for (const thread of threads) thread.go({ known: names, misfits });
    // What others have no longer, or have now, may change what is said of a service that is as it was.
    const stale = old.filter((one) => !holds(one, known)).map(({ outcome }) => outcome.unit);
    mine.push(...(await wholly(stale)));
    const found = rest.finish(known);
    const prints = new Map<string, Map<string, string>>();
    for (const { unit, prints: some } of [...begun, ...mine.map(({ summary }) => summary)])
      prints.set(unit, new Map([...(prints.get(unit) ?? []), ...some]));
    const loaded: [LoadedCatalog, ...LoadedCatalog[]] = [rest.loaded];
    const finish = (one: BegunUnit): Outcome => {
      loaded.push(one.begun.loaded);
      return finishUnit(one, known);
    };
    const first: Outcome[] = [];
    // One after another, each let go of when it is done.
    for (let one = mine.shift(); one; one = mine.shift()) first.push(finish(one));
    const done = await Promise.all(threads.map((thread) => thread.done));
    first.push(...done.flatMap(({ outcomes }) => outcomes));
    const open = [...new Set(first.filter(isOpen).map(({ unit }) => unit))];
    const again = (await wholly(open)).map(finish);
    const fresh = joinedOutcomes([...first.filter(({ unit }) => !open.includes(unit)), ...again]);
    for (const outcome of fresh) kept?.keep(prints.get(outcome.unit) ?? new Map(), outcome, known);
    kept?.finish();
    const outcomes = [...old.map(({ outcome }) => outcome).filter(({ unit }) => !stale.includes(unit)), ...fresh];
    return sum([...rest.diagnostics, ...found.diagnostics], outcomes, known, loaded, done, layout.root);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

const bytesOf = (services: Layout['services']): number => services.reduce((sum, { bytes }) => sum + bytes, 0);

/** All findings, and where the files are found that they point at. */
function sum(
  common: readonly Diagnostic[],
  outcomes: readonly Outcome[],
  { leftOut }: Known,
  loaded: readonly [LoadedCatalog, ...LoadedCatalog[]],
  done: readonly Awaited<Thread['done']>[],
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
