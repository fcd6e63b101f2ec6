import { createHash } from 'node:crypto';
import type { CompiledCatalog, CompiledHandler } from '../../compile/types.ts';
import { handlersOf } from './index.ts';
import type { HandlerCandidate } from './index.ts';

/** What the record has of whole handlers: by client, what it ran with, and a hash of each. */
export type HandlerRecord = Readonly<
  Record<string, { readonly ranWith: Readonly<Record<string, string>>; readonly handlers?: Readonly<Record<string, string>> | undefined }>
>;

/** What a run of a handler proves: this file, met with these errors, with these versions. */
export function handlerHash({ code, meets }: HandlerCandidate, ranWith: Readonly<Record<string, string>>): string {
  const met = meets.map(({ plan, snippet, trials, strays }) => [plan.id, plan.example, snippet.entry, trials, strays]);
  const what = [code, met, Object.entries(ranWith).toSorted(([one], [two]) => (one < two ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
}

/**
 * The whole handlers that have run as recorded, by service, and what of the record no longer holds.
 *
 * @param clients the record; without a handler in it none is written at all
 */
export function provenHandlers(
  catalog: CompiledCatalog,
  clients: HandlerRecord,
): { readonly shown: ReadonlyMap<string, CompiledHandler[]>; readonly stale: readonly { readonly name: string; readonly why: string }[] } {
  const recorded = new Map(
    Object.entries(clients).flatMap(([client, { ranWith, handlers = {} }]) =>
      Object.entries(handlers).map(([name, hash]) => [name, { client, ranWith, hash }] as const),
    ),
  );
  const shown = new Map<string, CompiledHandler[]>();
  const stale: { name: string; why: string }[] = [];
  for (const handler of recorded.size === 0 ? [] : handlersOf(catalog)) {
    const { name, service, transport, code } = handler;
    const run = recorded.get(name);
    if (run?.client !== handler.client.id) continue;
    recorded.delete(name);
    if (run.hash !== handlerHash(handler, run.ranWith)) {
      stale.push({ name, why: `the handler \`${name}\` has changed since it ran` });
      continue;
    }
    const { id, title, language, languageTitle, extension } = handler.client;
    const own: CompiledHandler = { transport, client: id, title, language, languageTitle, extension, code, ranWith: run.ranWith };
    shown.set(service, [...(shown.get(service) ?? []), own]);
  }
  for (const name of recorded.keys()) stale.push({ name, why: `the handler \`${name}\` ran, but there is none any more` });
  return { shown, stale };
}
