/** A page of the site: its path below the prefix, and the file in `site/routes/`. */
export interface Route {
  readonly pattern: string;
  readonly file: string;
  /** Only where errdex owns the whole site: another site has a page of its own there. */
  readonly whole?: true;
}

/**
 * The pages that the integration injects. Static segments win over `[service]` (Astro's route priority). `[...locale]` is nothing for the
 * default language, and the locale for the others (`inLocales` in `site/lib/locales.ts`); Astro's own `i18n` must stay off for them.
 */
export const routes: readonly Route[] = [
  { pattern: '/[...locale]', file: 'index.astro' },
  { pattern: '/[...locale]/[service]', file: 'service.astro' },
  { pattern: '/[...locale]/[service]/[code]', file: 'code.astro' },
  { pattern: '/[...locale]/[service]/page/[page]', file: 'service-page.astro' },
  { pattern: '/[...locale]/guides/[guide]', file: 'guide.astro' },
  { pattern: '/[...locale]/[service]/guides/[guide]', file: 'service-guide.astro' },
  { pattern: '/[...locale]/e/[code]', file: 'short.astro' },
  { pattern: '/[...locale]/e/index.json', file: 'short-index.json.ts' },
  { pattern: '/404', file: '404.astro', whole: true },
];
