/** A page of the site: its path below the prefix, and the file in `site/routes/`. */
export interface Route {
  readonly pattern: string;
  readonly file: string;
  /** Only where errdex owns the whole site: another site has a page of its own there. */
  readonly whole?: true;
}

/** The pages that the integration injects. Static segments win over `[service]` (Astro's route priority). */
export const routes: readonly Route[] = [
  { pattern: '/', file: 'index.astro' },
  { pattern: '/decode', file: 'decode.astro' },
  { pattern: '/[service]', file: 'service.astro' },
  { pattern: '/[service]/[code]', file: 'code.astro' },
  { pattern: '/[service]/page/[page]', file: 'service-page.astro' },
  { pattern: '/e/[code]', file: 'short.astro' },
  { pattern: '/e/index.json', file: 'short-index.json.ts' },
  { pattern: '/404', file: '404.astro', whole: true },
];
