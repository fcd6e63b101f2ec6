import { docsLocales, wireLocales } from '../../envelope/facts.ts';
import { isLanguageTag } from '../counting.ts';
import type { Rule } from '../rule.ts';

/** Locales that no browser knows what to do with. */
export const invalidLocale: Rule = {
  id: 'invalid-locale',
  title: 'Every locale is a language tag',
  severity: 'error',
  why: 'It becomes the `lang` of pages and the key of texts; screen readers, browsers and clients take language tags only (BCP 47).',
  fix: 'Write a tag such as `en`, `pt-BR` or `zh-Hant`.',
  examples: { good: ['locales: { docs: [en], wire: pt-BR }'], bad: ['locales:\n  wire: en_US # <--'] },
  isLocal: true,
  service({ service }, report) {
    const { wire, docs } = service.locales ?? {};
    const name = (locale: string): string => `\`${locale}\` is no language tag`;
    for (const [at, locale] of (wire === undefined ? [] : wireLocales(service)).entries()) {
      if (!isLanguageTag(locale)) report({ message: name(locale), path: ['locales', 'wire', ...(Array.isArray(wire) ? [at] : [])] });
    }
    for (const [at, locale] of (docs === undefined ? [] : docsLocales(service)).entries()) {
      if (!isLanguageTag(locale)) report({ message: name(locale), path: ['locales', 'docs', at] });
    }
  },
};
