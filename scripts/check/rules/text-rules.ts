import { docsLocales, wireLocales } from '../../envelope/facts.ts';
import { createCounter } from '../counting.ts';
import { isLive, versionsOf } from '../facts.ts';
import type { Rule } from '../rule.ts';

const outside = (count: number, limits: readonly [number, number] | undefined): limits is readonly [number, number] =>
  limits !== undefined && (count < limits[0] || count > limits[1]);

function range([least, most]: readonly [number, number], unit: string): string {
  return `${least === most ? String(most) : `${least} to ${most}`} ${unit}${most === 1 ? '' : 's'}`;
}

/** Texts that break the house rules of the service, and texts that are missing. */
export const textRules: Rule = {
  id: 'text-rules',
  title: 'Every text keeps the house rules that the service declares for it',
  severity: 'error',
  why: 'The places that show these texts were made for that length.',
  fix: 'Rewrite the text, or change the rule under `texts` of the service.',
  examples: {
    good: [
      'codes:\n  TOO_MANY_ORDERS:\n    texts: { button: Order once more }',
      'texts: { button: { required: true } }\ncodes:\n  OUT_OF_STOCK: { texts: { button: Go back } }',
    ],
    bad: [
      'codes:\n  TOO_MANY_ORDERS:\n    texts:\n      button: Please try it again. It may work. # <--',
      'texts: { button: { required: true } }\ncodes:\n  OUT_OF_STOCK: # <--\n    group: stock',
    ],
  },
  isLocal: true,
  service({ service, codes }, report) {
    const counter = createCounter();
    for (const { id, code } of codes) {
      for (const [name, rule] of Object.entries(service.texts ?? {})) {
        const text = Object.hasOwn(code.texts ?? {}, name) ? code.texts?.[name] : undefined;
        if (text === undefined) {
          if (rule.required !== false && isLive(code))
            report({ message: `\`${id}\` lacks the text \`${name}\``, path: ['codes', id], key: true });
          continue;
        }
        for (const { locale = wireLocales(service)[0] ?? docsLocales(service)[0] ?? 'en', text: version, path } of versionsOf(text)) {
          const [words, sentences] = [counter.words(version, locale), counter.sentences(version, locale)];
          const at = ['codes', id, 'texts', name, ...path];
          if (outside(words, rule.words))
            report({ message: `\`${name}\` has ${words} words; the rule is ${range(rule.words, 'word')}`, path: at });
          if (outside(sentences, rule.sentences))
            report({ message: `\`${name}\` has ${sentences} sentences; the rule is ${range(rule.sentences, 'sentence')}`, path: at });
        }
      }
    }
  },
};
