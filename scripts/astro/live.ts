import { isAbsolute, relative, resolve } from 'node:path';
import type { ErrorPayload, ViteDevServer } from 'vite';
import { CatalogError, isError } from '../check/catalog-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { readTextFile } from '../load/text-file.ts';
import type { GetSource, Source } from './source.ts';

/** Saving writes a file in several steps, and an editor or Git several files. */
const SETTLE = 40;
/** Between two looks at a catalog whose files may not be followed yet. */
const AGAIN = 1000;
/** By then they are. */
const LOOKS = 3;

/** The catalog while it is being edited: the last one that compiled. */
export interface Live {
  /** The last good catalog; rejects while there has been none. */
  readonly get: GetSource;
  /** Follows the files of the catalog; `onChange` is called whenever there is a new good one. */
  watch(server: ViteDevServer, onChange: (catalog: CompiledCatalog) => void): void;
}

/** Is told why the catalog is not shown as it is, and whether an earlier state of it is. */
export type OnProblem = (error: Error, isShown: boolean) => void;

/** What follows the catalog. */
export interface LiveOptions {
  readonly source: GetSource;
  /** Folder of the catalog, absolute: new files in it count. */
  readonly folder: () => string | undefined;
  readonly onProblem: OnProblem;
}

/** Keeps the last good state while the author is in the middle of a change. */
export function liveCatalog({ source, folder, onProblem }: LiveOptions): Live {
  let good: Source | undefined;
  let first: Promise<void> | undefined;
  let problem: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let looks = 0;
  let updates = Promise.resolve();
  let isWatched = false;

  /** Takes the catalog as it is now. */
  const take = (now: State): void => {
    const before = problem;
    problem = now instanceof Error ? now : undefined;
    if (!(now instanceof Error)) good = now;
    else if (isWatched && now.message !== before?.message) onProblem(now, good !== undefined);
  };
  const begin = async (): Promise<void> => take(await source().catch(asError));
  const get: GetSource = async () => {
    await (first ??= begin());
    if (good) return good;
    throw problem ?? new Error('there is no catalog');
  };
  const concerns = (file: string): boolean => (good?.files.includes(file) ?? false) || isBelow(folder(), file);

  return {
    get,
    watch(server, onChange) {
      isWatched = true;
      const show = async (): Promise<void> => {
        const payload = problem && (await overlay(problem, server.config.root));
        if (payload && problem) server.environments.client.hot.send(payload);
      };
      /** Again each time: a folder that was away, as while Git has another branch there, is not watched any more. */
      const follow = (): void => {
        const top = folder();
        server.watcher.add([...(top === undefined ? [] : [top]), ...(good?.files ?? [])]);
      };
      /** @param isLook whether nobody said that anything changed */
      const update = async (isLook: boolean): Promise<void> => {
        // An earlier state that takes longer must not replace a later one.
        await (first ??= begin());
        clearTimeout(again);
        const before = problem ?? good;
        const now = await source().catch(asError);
        if (!isLook || !before || !isSame(before, now)) {
          take(now);
          follow();
          await show();
          if (good && !problem) onChange(good.catalog);
          // A folder that is back has had no event before it is followed again, nor has an edit in it.
          if (now instanceof Error || before instanceof Error) looks = LOOKS;
        }
        if (looks > 0) again = setTimeout(() => plan(true), AGAIN).unref();
        looks = Math.max(0, looks - 1);
      };
      const plan = (isLook: boolean): void => void (updates = updates.then(async () => update(isLook)));
      follow();
      server.watcher.on('all', (_event, file) => {
        if (!concerns(file)) return;
        clearTimeout(timer);
        timer = setTimeout(() => plan(false), SETTLE);
      });
      // What was written while the first state was made, and before anybody looked, has had no event.
      server.watcher.once('ready', () => plan(true));
      // A page that is opened in the meantime shows the last good state, and why it is not the latest.
      server.environments.client.hot.on('connection', () => void show());
    },
  };
}

/** What came of the catalog: why it is not shown, where it is wrong. */
type State = Source | Error;

function asError(error: unknown): Error {
  const found = error instanceof Error ? error : new Error(String(error));
  // How it came about nobody asks who has a place in the catalog.
  if (found instanceof CatalogError) found.stack = `${found.name}: ${found.message}`;
  return found;
}

/** Whether nobody would see another thing. Names of assets tell of their content. */
function isSame(one: State, two: State): boolean {
  if (one instanceof Error || two instanceof Error) return one instanceof Error && two instanceof Error && one.message === two.message;
  const { services: before, ...rest } = one.catalog;
  const { services: after, ...others } = two.catalog;
  const paths = ({ assets }: Source): string[] => assets.map(({ path }) => path);
  return (
    JSON.stringify([rest, paths(one)]) === JSON.stringify([others, paths(two)]) &&
    before.length === after.length &&
    // Those that are as they were are the same objects, where they are remembered.
    before.every((service, at) => service === after[at] || JSON.stringify(service) === JSON.stringify(after[at]))
  );
}

function isBelow(folder: string | undefined, file: string): boolean {
  if (folder === undefined) return false;
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

/** Lines that are shown above and below that with the mistake. */
const around = 20;
/** What is larger is no file of a catalog. */
const mostBytes = 32 * 2 ** 20;

/** A file up to some lines below a line, without what stands far above: all of it would be coloured. */
async function excerpt(path: string, line: number): Promise<string | undefined> {
  const read = await readTextFile(path, mostBytes);
  if ('failure' in read) return undefined;
  const lines = read.text.split('\n', line + around);
  return lines.map((text, at) => (at + around < line ? '' : text)).join('\n');
}

/**
 * The error in the overlay of Astro, which puts `fullCode` and `hint` beside the message and escapes all of them.
 * @param root of the server, to which files are relative
 */
async function overlay(error: Error, root: string): Promise<ErrorPayload> {
  const first = error instanceof CatalogError ? error.findings.find(isError) : undefined;
  const err: ErrorPayload['err'] = { title: 'The catalog has errors', message: error.message, stack: '', plugin: 'errdex' };
  if (!first) return { type: 'error', err };
  const { span, suggest, fix } = first;
  const path = resolve(span.file);
  const loc = { file: relative(root, path), line: span.line, column: span.column };
  const hint = suggest === undefined ? fix : `did you mean \`${suggest}\`?`;
  return { type: 'error', err: { ...err, id: loc.file, loc, fullCode: await excerpt(path, loc.line), hint } };
}
