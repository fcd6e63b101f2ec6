import type { Rule } from '../rule.ts';

/** Services whose name is also the path of a language. */
export const localeName: Rule = {
  id: 'locale-name',
  title: 'No service has the name of a language of the documentation',
  severity: 'error',
  why: 'The pages of each further language stand below its tag, such as `/de/`, where those of the service would stand too.',
  fix: 'Choose another name for the service.',
  examples: {
    good: ['folder: de\nservice: de', 'locales: { docs: [de] }'],
    bad: ['folder: de\nservice: de # <--\nlocales: { docs: [de] }'],
  },
  isLocal: true,
  service({ service, catalog }, report) {
    const locales = catalog.languages;
    // The one language of a catalog has no path of its own. Case does not count: many disks do not tell it apart.
    if (locales.length > 1 && locales.some((locale) => locale.toLowerCase() === service.service))
      report({ message: `\`${service.service}\` is a language of this documentation`, path: ['service'] });
  },
};
