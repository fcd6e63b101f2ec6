import type { Texts } from './types.ts';

/** A guide in one language. */
export interface CompiledGuideText {
  file: string;
  body: string;
  prose: string;
  /** Its pictures, by their names as the text has them, relative to the file: their path in the output, and their size where it is known. Absent where there are none. */
  images?: Record<string, { path: string; width?: number; height?: number }>;
}

/** A guide, in all its languages. */
export interface CompiledGuide {
  /** Part of its address. */
  name: string;
  /** Absent: it is about the whole catalog. */
  service?: string;
  /** URL path of its page: `/guides/<name>/` or `/<service>/guides/<name>/`. */
  path: string;
  title: Texts;
  summary?: Texts;
  order: number;
  /** By locale, the default first: file relative to the catalog folder, MDX without front matter, and its words for the search. */
  texts: Record<string, CompiledGuideText>;
  /** Paths of the pages of the codes that it mentions. */
  codes: string[];
}
