/** Counts what readers count. */
export interface Counter {
  words(text: string, locale: string): number;
  sentences(text: string, locale: string): number;
}

/** Code names and figures stay one word each: `Retry-After`, `E_17`, `1.5` are what a reader takes in at once. */
function joined(text: string): string {
  return text.replace(/`[^`]*`/g, 'x').replace(/(?<=[\p{L}\p{N}])[-_./'’](?=[\p{L}\p{N}])/gu, 'x');
}

/** True for a well-formed language tag (BCP 47; RFC 5646, section 2.1). */
export function isLanguageTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

function segmenter(granularity: 'word' | 'sentence'): (text: string, locale: string) => Intl.SegmentData[] {
  const known = new Map<string, Intl.Segmenter>();
  return (text, locale) => {
    const one = known.get(locale) ?? new Intl.Segmenter(isLanguageTag(locale) ? [locale, 'en'] : 'en', { granularity });
    known.set(locale, one);
    return [...one.segment(text)];
  };
}

/** Counts words and sentences as the language does (Unicode Standard Annex 29). */
export function createCounter(): Counter {
  const words = segmenter('word');
  const sentences = segmenter('sentence');
  return {
    words: (text, locale) => words(joined(text), locale).filter(({ isWordLike }) => isWordLike === true).length,
    sentences: (text, locale) => sentences(joined(text).trim(), locale).filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).length,
  };
}
