import { relative, isAbsolute } from 'node:path';
import type { ErrorPayload, ViteDevServer } from 'vite';
import { CatalogError, isError } from '../check/catalog-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { GetSource, Source } from './source.ts';

/** Saving writes a file in several steps, and an editor or Git several files. */
const SETTLE = 40;

/** The catalog while it is being edited: the last one that compiled. */
export interface Live {
  /** The last good catalog; rejects while there has been none. */
  readonly get: GetSource;
  /** Follows the files of the catalog; `onChange` is called whenever there is a new good one. */
  watch(server: ViteDevServer, onChange: (catalog: CompiledCatalog) => void): void;
}

/** What follows the catalog. */
export interface LiveOptions {
  readonly source: GetSource;
  /** Folder of the catalog, absolute: new files in it count. */
  readonly folder: () => string | undefined;
  /** Told why a changed catalog is not shown. */
  readonly onProblem: (error: Error) => void;
}

/** Keeps the last good state while the author is in the middle of a change. */
export function liveCatalog({ source, folder, onProblem }: LiveOptions): Live {
  let good: Source | undefined;
  let first: Promise<Source> | undefined;
  let problem: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  let updates = Promise.resolve();

  const get: GetSource = async () => good ?? (await (first ??= source().then((value) => (good = value))));
  const concerns = (file: string): boolean => (good?.files.includes(file) ?? false) || isBelow(folder(), file);

  return {
    get,
    watch(server, onChange) {
      const show = (): void => {
        if (problem) server.environments.client.hot.send(overlay(problem));
      };
      const update = async (before?: State): Promise<void> => {
        // An earlier state that takes longer must not replace a later one.
        await first?.catch(() => undefined);
        const now = await source().catch(asError);
        if (before && isSame(before, now)) return;
        problem = now instanceof Error ? now : undefined;
        if (now instanceof Error) first = undefined;
        else good = now;
        server.watcher.add([...(good?.files ?? [])]);
        if (problem) {
          onProblem(problem);
          show();
        } else if (good) onChange(good.catalog);
      };
      const top = folder();
      if (top !== undefined) server.watcher.add(top);
      server.watcher.on('all', (_event, file) => {
        if (!concerns(file)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void (updates = updates.then(() => update())), SETTLE);
      });
      // What was written while the first state was made, and before anybody looked, has had no event.
      server.watcher.once('ready', () => void (updates = updates.then(async () => update(await get().catch(asError)))));
      // A page that is opened in the meantime shows the last good state, and why it is not the latest.
      server.environments.client.hot.on('connection', show);
    },
  };
}

/** What came of the catalog: why it is not shown, where it is wrong. */
type State = Source | Error;

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
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

/** The error in Vite's overlay, with the first place and its line. */
function overlay(error: Error): ErrorPayload {
  const first = error instanceof CatalogError ? error.findings.find(isError) : undefined;
  const err: ErrorPayload['err'] = { message: error.message, stack: '', plugin: 'errdex' };
  if (!first) return { type: 'error', err };
  const { span, text } = first;
  const { file, line, column } = span;
  const number = String(line);
  const marks = '^'.repeat(Math.max(1, (span.endLine > line ? (text?.length ?? 0) + 1 : span.endColumn) - column));
  const frame = text === undefined ? '' : `${number} | ${text}\n${' '.repeat(number.length)} | ${' '.repeat(column - 1)}${marks}`;
  return { type: 'error', err: { ...err, id: file, loc: { file, line, column }, frame } };
}
