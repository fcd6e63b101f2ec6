import { docsLocales, wireLocales } from '../../envelope/facts.ts';
import { isObject } from '../../model/json.ts';
import type { Path } from '../../model/json.ts';
import { service as serviceSchema } from '../../model/service.ts';
import { localized } from '../../model/shared.ts';
import type { Service } from '../../model/service.ts';
import type { Rule } from '../rule.ts';
import { visitPlaces } from '../shape/walk.ts';
import { orList, pathWords } from '../shape/words.ts';

interface Text {
  path: Path;
  locales: readonly string[];
  needed: readonly string[];
  /** Others that may be there: a text on the wire may be translated for readers of the documentation. */
  allowed: readonly string[];
}

/** Where a text belongs: its code, else the whole service. */
function ownerOf(path: Path): Path {
  return path[0] === 'codes' ? path.slice(0, 2) : [];
}

/** The texts of a service of which something may be said: those that have other locales than the ones they need. */
function textsOf(service: Service): Text[] {
  const [docs, wire] = [docsLocales(service), wireLocales(service)];
  const either = [...wire, ...docs];
  const texts: Text[] = [];
  visitPlaces(serviceSchema, localized, service, (path, value) => {
    const onWire = path[0] === 'codes' && path[2] === 'texts';
    const needed = onWire ? wire : docs;
    // Nearly every text is as it should be: nothing is made for it.
    if (hasAll(value, needed)) return;
    const locales = isObject(value) ? Object.keys(value) : needed.slice(0, 1);
    texts.push({ path: [...path], needed, allowed: onWire ? either : docs, locales });
  });
  for (const [id, { message }] of Object.entries(service.codes ?? {})) {
    if (!isObject(message)) continue;
    texts.push({ path: ['codes', id, 'message'], needed: wire, allowed: wire, locales: Object.keys(message) });
  }
  return texts;
}

/** True for a text in just these locales, in their order; one that names no locale is in the first. */
function hasAll(value: unknown, needed: readonly string[]): boolean {
  if (!isObject(value)) return needed.length <= 1;
  let at = 0;
  for (const locale in value) if (locale !== needed[at++]) return false;
  return at === needed.length;
}

/** Texts that a declared locale lacks, and texts in a locale that is not declared. */
export const missingTranslation: Rule = {
  id: 'missing-translation',
  title: 'Every text exists in every locale that the service declares, and in no other',
  severity: 'info',
  why: 'Readers of that language get another one; a misspelt locale is never shown at all.',
  fix: 'Give the text as a map from locale to text.',
  examples: {
    good: [
      'locales: { docs: [en] }\ncodes:\n  OUT_OF_STOCK:\n    title: { en: Item is out of stock }',
      'locales: { wire: de, docs: [en] }\ncodes:\n  TOO_MANY_ORDERS:\n    texts: { button: { de: Nochmal, en: Try again } }',
    ],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    title:\n      en: Item is out of stock\n      de: Ausverkauft # <--',
      'locales: { wire: [en, de] }\ncodes:\n  OUT_OF_STOCK: # <--\n    message:\n      en: Item {item} is out of stock\n  TOO_MANY_ORDERS:\n    texts: { button: { en: Try again, de: Nochmal } }',
    ],
  },
  isLocal: true,
  service({ service }, report) {
    const missing = new Map<string, { owner: Path; locale: string; texts: string[] }>();
    for (const { path, locales, needed, allowed } of textsOf(service)) {
      const owner = ownerOf(path);
      for (const locale of needed.filter((one) => !locales.includes(one))) {
        const key = JSON.stringify([owner, locale]);
        const entry = missing.get(key) ?? { owner, locale, texts: [] };
        entry.texts.push(pathWords(path.slice(owner.length)));
        missing.set(key, entry);
      }
      for (const locale of locales.filter((one) => !allowed.includes(one))) {
        report({
          message: `the service declares no locale \`${locale}\` here, only ${orList(allowed)}`,
          path: [...path, locale],
          key: true,
          fix: 'Correct it, or add it to `locales`.',
        });
      }
    }
    for (const { owner, locale, texts } of missing.values()) {
      const what = texts.length > 4 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : texts.join(', ');
      report({
        message: `${owner.length > 0 ? `\`${String(owner[1])}\`` : 'the service'} lacks \`${locale}\` for ${what}`,
        path: owner,
        ...(owner.length > 0 ? { key: true } : {}),
      });
    }
  },
};
