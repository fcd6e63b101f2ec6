import type { CompiledCode, CompiledService, Texts } from '../../scripts/compile/types.ts';
import type { Ui } from '../i18n/index.ts';
import { pick } from './text.ts';

/** Parts of a page that hold texts of the catalog, named as in the dictionaries. */
export type Part = keyof Ui['untranslated']['parts'];
export type Parts = Partial<Record<Part, readonly (Texts | undefined)[]>>;

/** The texts that the page of a code shows. */
export function partsOfCode({ title, summary, description, advice, retry, causes, params, raisedBy, emittedBy, confusable, lifecycle }: CompiledCode): Parts {
  return {
    title: [title],
    summary: [summary],
    description: [description],
    advice,
    retry: [retry.reason],
    causes: causes.flatMap(({ cause, sign, fix }) => [cause, sign, fix]),
    parameters: params.map((one) => one.description),
    raised: [...raisedBy, ...emittedBy].map(({ when }) => when),
    related: confusable.map(({ tell }) => tell),
    history: [lifecycle.deprecated?.reason, lifecycle.removed?.reason],
  };
}

/** The texts of a service that its own page shows, those of its codes aside. */
export function partsOfService({ title, summary, description, groups, envelopes, context, operations, actions }: CompiledService): Parts {
  const named = (list: readonly { title?: Texts; description?: Texts }[]): (Texts | undefined)[] => list.flatMap((one) => [one.title, one.description]);
  return {
    title: [title],
    summary: [summary],
    description: [description],
    groups: named(groups),
    envelopes: named(envelopes),
    parameters: context.map((one) => one.description),
    operations: named(operations),
    actions: named(actions),
  };
}

/** What of a page is not in its language: all of it, some parts, or nothing. */
export function untranslated(parts: Parts, locale: string): 'all' | Part[] {
  const language = (lang: string): string => lang.split('-')[0] ?? lang;
  const isForeign = (texts: Texts): boolean => language(pick(texts, locale)?.lang ?? locale) !== language(locale);
  const filled = (Object.keys(parts) as Part[]).flatMap((part) => {
    const texts = (parts[part] ?? []).filter((one) => one !== undefined);
    return texts.length === 0 ? [] : [{ part, foreign: texts.filter(isForeign).length, count: texts.length }];
  });
  const foreign = filled.filter((one) => one.foreign > 0);
  return foreign.length > 0 && foreign.length === filled.length && foreign.every((one) => one.foreign === one.count) ? 'all' : foreign.map(({ part }) => part);
}
