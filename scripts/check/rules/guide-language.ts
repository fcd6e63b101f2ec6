import { nearest } from '../../model/nearest.ts';
import type { Rule } from '../rule.ts';
import { orList } from '../shape/words.ts';

/** Guides in a language that the documentation does not have, and two files for one language. */
export const guideLanguage: Rule = {
  id: 'guide-language',
  title: 'A guide has one file a language of the documentation',
  severity: 'error',
  why: 'A file in another language is never shown; of two in the same language only one can be.',
  fix: 'Name the file after a declared language, or declare the language in `locales`.',
  examples: {
    good: ['locales: { docs: [en] }\nguides:\n  stock.mdx: "---\\ntitle: Stock\\n---\\nText."'],
    bad: ['guides:\n  stock.fr.mdx: | # <--\n    ---\n    title: Stock\n    ---\n    Text.'],
  },
  guide({ guide, catalog }, report) {
    const { unit, name, locale, file, front } = guide;
    const services = catalog.outlines.filter((one) => unit === '' || one.unit === unit);
    const locales = [...new Set(services.flatMap(({ docs }) => docs))];
    const span = { ...front.locate([]), line: 1, column: 1, endLine: 1, endColumn: 1, file };
    if (locale !== undefined && locales.length > 0 && !locales.includes(locale))
      report({
        message: `the documentation has no language \`${locale}\`, only ${orList(locales)}`,
        path: [],
        span,
        suggest: nearest(locale, locales),
      });
    const same = (one: typeof guide): boolean =>
      one.unit === unit && one.name === name && (one.locale ?? locales[0]) === (locale ?? locales[0]);
    const other = catalog.guides.find((one) => same(one));
    if (other && other.file !== file)
      report({ message: `\`${file}\` is the guide of \`${other.file}\` once more, in the same language`, path: [], span });
  },
};
