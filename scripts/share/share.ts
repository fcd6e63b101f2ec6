import { print } from '../model/print.ts';
import type { Digest } from '../check/digest.ts';
import { prepare } from '../check/index.ts';
import type { Known } from '../check/index.ts';
import { withoutMessages } from '../check/outline.ts';
import type { Outline } from '../check/outline.ts';
import { withPlaces } from '../check/locate.ts';
import { createSchemaCheck } from '../check/json-schema.ts';
import type { SchemaCheck } from '../check/json-schema.ts';
import { impossibleExamples } from '../compile/impossible.ts';
import { loadCatalog } from '../load/index.ts';
import { withoutValues } from '../load/types.ts';
import type { LoadedCatalog, Unit } from '../load/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Task } from './plan.ts';

/** What is to be checked, by one thread or by several. */
export interface Job {
  /** The catalog folder, as given. */
  readonly root: string;
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  /** What this thread is to read. */
  readonly tasks: readonly Task[];
  /** Whether there are guides, which alone ask how the codes of a service are sent. */
  readonly guides: boolean;
  /** Whether prints of the files are asked for, to keep what is found. */
  readonly prints: boolean;
}

/** A part of a catalog that has its shape, and waits for what there is to know of the rest. */
export interface Begun extends Known {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded: LoadedCatalog;
  /** Prints of the files, as they were read, by their names. */
  readonly prints: ReadonlyMap<string, string>;
  /** What it is told apart by from other parts of its service. */
  digest(): Digest | undefined;
  /** Runs the rules, and what only a sound service is asked for. @param known of the whole catalog, this part included */
  finish(known: Known): Found;
}

/** What a part has come to. */
export interface Found {
  readonly diagnostics: readonly Diagnostic[];
  /** Examples that cannot be sent. They count only where nothing else is wrong with the whole catalog. */
  readonly impossible: readonly Diagnostic[];
  /** Whether a rule has looked at what other services have. */
  readonly looked: boolean;
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** Which part of a catalog to begin with. */
export interface Part {
  readonly units: ReadonlySet<string>;
  /** The files of codes to read, of those services. Default: all. */
  readonly codes?: readonly string[];
  /** Whether what belongs to no single service is checked too. */
  readonly rest: boolean;
  /** The settings, where they were read before. */
  readonly settings?: Unit;
  /** Schemas that were compiled for other parts: those of services are much the same. */
  readonly schemas?: SchemaCheck;
  /** Whether prints of the files are asked for: a thirtieth of the time of a check. */
  readonly prints?: boolean;
}

/** Reads a part of a catalog and checks its shape; only the findings where there is no folder to read. */
export async function begin(root: string, today: string, part: Part): Promise<Begun | { diagnostics: readonly Diagnostic[] }> {
  const prints = new Map<string, string>();
  const onBytes = (file: string, bytes: Uint8Array): unknown => prints.set(file, print(bytes));
  const { value, diagnostics } = await loadCatalog(root, { share: { ...part, ...(part.prints && { onBytes }) } });
  if (!value) return { diagnostics };
  const { outlines, leftOut, digest, finish } = prepare(value, { today, ...(part.schemas && { schemas: part.schemas }) });
  return {
    outlines,
    leftOut,
    diagnostics,
    loaded: { ...withoutValues(value), settings: value.settings },
    prints,
    digest,
    finish(known) {
      let looked = false;
      const checked = finish(known, () => {
        looked = true;
      });
      const sound = leftOut.length === 0 && ![...diagnostics, ...checked.diagnostics].some(isError);
      return { diagnostics: checked.diagnostics, impossible: sound ? impossibleExamples(checked.value) : [], looked };
    },
  };
}

/** What others need to know of a service, or of a part of one, that was begun. Plain data: it travels between threads. */
export interface Summary extends Known, Task {
  /** Prints of the files, in the order in which they were read. */
  readonly prints: ReadonlyMap<string, string>;
  /** Of a part with nothing wrong so far: what it is told apart by from the others. */
  readonly digest?: Digest | undefined;
}

/** A service, or a part of one, that was begun. */
export interface BegunUnit {
  readonly summary: Summary;
  /** Its outline, whole. */
  readonly own: readonly Outline[];
  readonly begun: Begun;
}

/** Begins with services, one after another. */
export async function beginUnits({ root, today, tasks, guides, prints: wanted }: Job): Promise<BegunUnit[]> {
  const begun: BegunUnit[] = [];
  const schemas = createSchemaCheck();
  let settings: Unit | undefined;
  let before: Summary['prints'] = new Map();
  for (const task of tasks) {
    const one = await begin(root, today, {
      units: new Set([task.unit]),
      ...(task.codes && { codes: task.codes }),
      rest: false,
      schemas,
      prints: wanted,
      ...(settings && { settings }),
    });
    // A folder that is gone meanwhile.
    if (!('finish' in one)) continue;
    // The first has read the settings for all of them.
    const own = (settings ??= one.loaded.settings).files ?? [];
    const prints = new Map([...own.map((file) => [file, before.get(file) ?? ''] as const), ...one.prints]);
    before = prints;
    const outlines = guides ? one.outlines : one.outlines.map(withoutMessages);
    const isSound = one.leftOut.length === 0 && one.diagnostics.length === 0;
    const digest = task.codes && isSound ? one.digest() : undefined;
    begun.push({ summary: { ...task, outlines, leftOut: one.leftOut, prints, digest }, own: one.outlines, begun: one });
  }
  return begun;
}

/** All that a service, or a part of one, has come to: plain data, for other threads and for the next check. */
export interface Outcome extends Found, Task {
  /** None for a service that was left out. */
  readonly outlines: readonly Outline[];
  /** Whether nothing of it was left out. */
  readonly whole: boolean;
  /** Files that were read, absolute. */
  readonly files: readonly string[];
}

/** Finishes a service. Its findings have their exact places, so that who has not read its files can print them. */
export function finishUnit({ summary: { unit, codes }, own, begun }: BegunUnit, known: Known): Outcome {
  const { diagnostics, impossible, looked } = begun.finish(known);
  const { loaded } = begun;
  return {
    unit,
    ...(codes && { codes }),
    outlines: own,
    whole: begun.leftOut.length === 0,
    diagnostics: placed([...begun.diagnostics, ...diagnostics], loaded),
    impossible: placed(impossible, loaded),
    looked,
    files: loaded.files,
  };
}

/** Findings with their exact places. What is wrong with the settings is left out: every part reads them, and the rest of the catalog tells. */
function placed(diagnostics: readonly Diagnostic[], loaded: LoadedCatalog): Diagnostic[] {
  return withPlaces(
    diagnostics.filter(({ at }) => at.unit !== ''),
    loaded,
  );
}

/** Names of the files that findings point at. */
export function filesOf(diagnostics: readonly Diagnostic[]): Set<string> {
  return new Set(
    diagnostics.flatMap(({ at, related = [] }) => [at, ...related.map((one) => one.at)].flatMap(({ span }) => span?.file ?? [])),
  );
}
