import type { Rule } from '../rule.ts';

/** First segments of URL paths, without file endings, that the site and the artifacts keep for themselves, now or in announced versions. */
export const reserved: readonly string[] = [
  '404',
  '_astro',
  'assets',
  'asyncapi',
  'catalog',
  'clients',
  'codes',
  'decode',
  'docs',
  'e',
  'feed',
  'guides',
  'handlers',
  'llms',
  'openapi',
  'pagefind',
  'schemas',
  'search',
  'sitemap',
  'templates',
];

/** Services whose name is also a path of the site. */
export const reservedName: Rule = {
  id: 'reserved-name',
  title: 'No service has the name of a path that the site itself uses',
  severity: 'error',
  why: `Its pages would stand where the site keeps its own: ${reserved.map((name) => `\`/${name}\``).join(', ')}.`,
  fix: 'Choose another name for the service.',
  examples: { good: ['title: Schemas'], bad: ['folder: schemas\nservice: schemas # <--'] },
  isLocal: true,
  service({ service }, report) {
    if (reserved.includes(service.service)) report({ message: `\`${service.service}\` is a path of the site itself`, path: ['service'] });
  },
};
