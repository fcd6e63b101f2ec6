import { catalog, groupOf } from 'virtual:errdex';
import { dictionary } from '../i18n/index.ts';

/** Path below which the pages of a locale stand: nothing for the default, whose addresses are those of a site in one language; else `/<locale>`. */
export function localeRoot(locale: string): string {
  return locale === catalog.locales[0] ? '' : `/${locale}`;
}

/** What `getStaticPaths` gives for one page. */
interface StaticPath {
  params: Record<string, string>;
  props?: object;
  /** What tells whether the page of the last build is still right. */
  cacheKey?: string | undefined;
}

/**
 * The paths of a route `[...locale]/…`: each page once a locale of the catalog. The page is told its `locale` as a property.
 * The languages of a page follow each other, so that what they share is still remembered.
 * @param paths the pages of one language
 */
export function inLocales(paths: readonly StaticPath[]) {
  return paths.flatMap(({ params, props, cacheKey }) =>
    catalog.locales.map((locale, at) => ({
      params: { ...params, locale: at === 0 ? undefined : locale },
      props: { ...props, locale },
      cacheKey,
    })),
  );
}

/**
 * Pages that are made together, in all locales. Where nothing of what they are made from has changed since the last build, all of them are taken
 * over, and none is even listed.
 * @param things whatever any of the pages depends on, and what tells them from others that depend on the same
 * @param pathsOf gives the pages of one language
 */
export function together(things: readonly unknown[], pathsOf: () => readonly StaticPath[]) {
  const group = groupOf?.(things);
  if (group?.isKept === true) return [];
  const paths = pathsOf();
  // Astro hands on a text: its second line names the group.
  return inLocales(
    group ? paths.map(({ cacheKey, ...path }) => ({ ...path, cacheKey: cacheKey && `${cacheKey}\n${group.key}` })) : paths,
  );
}

/** The name of a language in itself: `English`, `русский`. */
export function languageName(locale: string): string {
  const { lang, ui } = dictionary(locale);
  return lang === locale ? ui.name : (new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale);
}
