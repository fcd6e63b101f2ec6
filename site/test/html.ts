import { HtmlValidate } from 'html-validate';
import type { Built } from './built.ts';

/** What is wrong with the HTML of pages: `page: rule: message`. */
export async function invalid(site: Built, pages: readonly string[]): Promise<string[]> {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // Astro writes void elements and the doctype its own way, and minifies; none of that matters to a browser.
      'void-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'attribute-boolean-style': 'off',
      // A search engine may cut a long title; a reader of an error wants the code and what it means.
      'long-title': 'off',
    },
  });
  const reports = await Promise.all(pages.map(async (page) => ({ page, report: await validator.validateString(site.read(page), page) })));
  return reports.flatMap(({ page, report }) =>
    report.results.flatMap(({ messages }) => messages.map((message) => `${page}: ${message.ruleId}: ${message.message}`)),
  );
}
