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

/** Letters of two scripts, in which runs of letters are words; no figures, marks or signs, about which the annex has rules of its own. */
const simpleWords = /^[\p{Script=Latin}\p{Script=Cyrillic} ,.]*$/u;
/** The same, with nothing that could end a sentence but a full stop at the very end. */
const simpleSentence = /^[\p{Script=Latin}\p{Script=Cyrillic} ,]*\.?$/u;

/** Runs of letters; undefined where only the segmenter can tell. It takes ten times as long, and most texts are plain. */
function plainWords(text: string): number | undefined {
  return simpleWords.test(text) && !/\p{M}|\p{Lm}/u.test(text) ? (text.match(/\p{L}+/gu)?.length ?? 0) : undefined;
}

/** One sentence or none; undefined where only the segmenter can tell. */
function plainSentences(text: string): number | undefined {
  return simpleSentence.test(text) ? (/\p{L}/u.test(text) ? 1 : 0) : undefined;
}

/**
 * Words of a text of letters, spaces, commas and full stops between words; undefined for any other. One pass and no copy: nearly every
 * text of a catalog is such a one, and each is counted twice.
 */
function quickWords(text: string): number | undefined {
  let words = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (isPlainLetter(char)) {
      if (!inWord) words += 1;
      inWord = true;
    } else if (char === 32 || char === 44) inWord = false;
    // A full stop inside a name joins its parts; at the end of a word it does not.
    else if (char === 46 && (at + 1 === text.length || text.charCodeAt(at + 1) === 32)) inWord = false;
    else return undefined;
  }
  return words;
}

/** Letters of the ASCII and of the Russian alphabet; the others take the longer way. */
function isPlainLetter(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || (char >= 0x410 && char <= 0x44f) || char === 0x401 || char === 0x451;
}

/** Counts words and sentences as the language does (Unicode Standard Annex 29). */
export function createCounter(): Counter {
  const words = segmenter('word');
  const sentences = segmenter('sentence');
  return {
    words: (text, locale) => {
      const quick = quickWords(text);
      if (quick !== undefined) return quick;
      const plain = joined(text);
      return plainWords(plain) ?? words(plain, locale).filter(({ isWordLike }) => isWordLike === true).length;
    },
    sentences: (text, locale) => {
      const quick = text.includes('.') && text.indexOf('.') < text.length - 1 ? undefined : quickWords(text);
      if (quick !== undefined) return Math.min(quick, 1);
      const plain = joined(text).trim();
      return plainSentences(plain) ?? sentences(plain, locale).filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).length;
    },
  };
}
