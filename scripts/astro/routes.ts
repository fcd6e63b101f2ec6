/** A page of the site: its path below the prefix, and the file in `site/routes/`. */
export interface Route {
  readonly pattern: string;
  readonly file: string;
}

/**
 * The pages that the integration injects. Static segments win over `[service]` (Astro's route priority). `[...locale]` is nothing for the
 * default language, and the locale for the others (`inLocales` in `site/lib/locales.ts`); Astro's own `i18n` must stay off for them.
 */
export const routes: readonly Route[] = [
  { pattern: '/[...locale]', file: 'index.astro' },
  { pattern: '/[...locale]/decode', file: 'decode.astro' },
  { pattern: '/[...locale]/codes', file: 'codes.astro' },
  { pattern: '/[...locale]/codes/page/[page]', file: 'codes-page.astro' },
  { pattern: '/[...locale]/[service]', file: 'service.astro' },
  { pattern: '/[...locale]/[service]/[code]', file: 'code.astro' },
  { pattern: '/[...locale]/[service]/page/[page]', file: 'service-page.astro' },
  { pattern: '/[...locale]/[service]/operation/[operation]', file: 'operation.astro' },
  { pattern: '/[...locale]/[service]/operation/[operation]/page/[page]', file: 'operation-page.astro' },
  { pattern: '/[...locale]/guides/[guide]', file: 'guide.astro' },
  { pattern: '/[...locale]/[service]/guides/[guide]', file: 'service-guide.astro' },
  { pattern: '/[...locale]/e/[code]', file: 'short.astro' },
  // Hosts serve it for what they do not have; below a prefix they must be told to.
  { pattern: '/404', file: '404.astro' },
];
