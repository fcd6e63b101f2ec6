import type { CompiledSnippet } from '../../scripts/compile/types.ts';
import type { View } from './view.ts';

/** What tells where a snippet, or a whole handler, stands among the others. */
type Placed = Pick<CompiledSnippet, 'transport' | 'client' | 'title' | 'language' | 'languageTitle'>;

/** A snippet below the tab of its language. */
export interface LanguageTab<Snippet> {
  snippet: Snippet;
  /** What is remembered when a reader chooses it, and its name for people; only one of a language needs no name. */
  value: string;
  label: string;
}

/** A language with its snippets, in the order in which the page offers them. */
export interface Language<Snippet> {
  /** Language of the code, which is what is remembered. */
  value: string;
  label: string;
  tabs: LanguageTab<Snippet>[];
}

/** Snippets by language: first the language, then the transport where a language has several, else the client. */
export function languagesOf<Snippet extends Placed>(snippets: readonly Snippet[], view: View): Language<Snippet>[] {
  const names = [...new Set(snippets.map(({ language }) => language))];
  return names.map((value) => {
    const own = snippets.filter(({ language }) => language === value);
    const isNamed = own.every(({ title, languageTitle }) => title.startsWith(languageTitle));
    const [first] = own;
    const isEach = new Set(own.map(({ transport }) => transport)).size === own.length;
    return {
      value,
      // A tool that is better known than the language it is called from: curl.
      label: (isNamed || own.length > 1 ? first?.languageTitle : first?.title) ?? value,
      tabs: own.map((snippet) => ({
        snippet,
        value: isEach ? snippet.transport : snippet.client,
        label: isEach ? view.ui.transports[snippet.transport] : snippet.title,
      })),
    };
  });
}
