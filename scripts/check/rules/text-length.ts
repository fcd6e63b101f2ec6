import { docsLocales } from '../../envelope/facts.ts';
import { createCounter } from '../counting.ts';
import { versionsOf } from '../facts.ts';
import type { Report, Rule } from '../rule.ts';
import type { Path } from '../../model/json.ts';

const most = { titleWords: 9, summaryWords: 45, summarySentences: 1 };

/** Titles and summaries that are too long to be taken in at a glance. */
export const textLength: Rule = {
  id: 'text-length',
  title: `A title has at most ${most.titleWords} words and no full stop; a summary is one sentence of at most ${most.summaryWords} words`,
  severity: 'info',
  why: 'Both stand in lists, search results and terminals, where more is cut off.',
  fix: 'Shorten it; what is left over goes to `description`, `causes` or `advice`.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK: { title: "The item `A-17`, v1.5, is out of stock" }'],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    title: Item is out of stock. # <--',
      'codes:\n  OUT_OF_STOCK:\n    title: The item that the order asked for was out of stock # <--\n    summary: None is left. The last one was sold yesterday. # <--',
    ],
  },
  isLocal: true,
  service({ service, codes }, report) {
    const counter = createCounter();
    const first = docsLocales(service)[0] ?? 'en';
    const measure = (
      name: string,
      text: Parameters<typeof versionsOf>[0],
      path: Path,
      limits: { words: number; sentences?: number },
      say: Report,
    ) => {
      for (const { locale = first, text: version, path: below } of versionsOf(text)) {
        const words = counter.words(version, locale);
        const sentences = counter.sentences(version, locale);
        const at = [...path, ...below];
        if (words > limits.words) say({ message: `the ${name} has ${words} words`, path: at });
        else if (limits.sentences === undefined && /[.。]$/u.test(version)) say({ message: `the ${name} ends in a full stop`, path: at });
        else if (limits.sentences !== undefined && sentences > limits.sentences)
          say({ message: `the ${name} has ${sentences} sentences`, path: at });
      }
    };
    for (const { id, code } of codes) {
      measure('title', code.title, ['codes', id, 'title'], { words: most.titleWords }, report);
      if (code.summary !== undefined)
        measure('summary', code.summary, ['codes', id, 'summary'], { words: most.summaryWords, sentences: most.summarySentences }, report);
    }
  },
};
