import bash from 'shiki/langs/bash.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import go from 'shiki/langs/go.mjs';
import java from 'shiki/langs/java.mjs';
import php from 'shiki/langs/php.mjs';
import python from 'shiki/langs/python.mjs';
import ruby from 'shiki/langs/ruby.mjs';
import rust from 'shiki/langs/rust.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import { createHighlighterCore } from 'shiki/core';
import type { GrammarState } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { remembered } from '../../scripts/model/remembered.ts';
import { kindOf, shades } from './shades.ts';
import type { Token } from './wire.ts';

/** Lines that are remembered: those of some dozen pages. Without a limit they take 100 MB. */
const mostLines = 1024;

interface Line {
  tokens: Token[];
  /** State of the grammar after the line. */
  after: GrammarState;
}

/** Neighbours of one kind become one token. */
function fuse(tokens: Token[]): Token[] {
  const fused: Token[] = [];
  for (const token of tokens) {
    const last = fused.at(-1);
    if (last?.kind === token.kind) last.text += token.text;
    else fused.push({ ...token });
  }
  return fused;
}

/**
 * Makes a function that tokenises code, each distinct line once: whole blocks seldom repeat, but their lines do.
 * A line is distinct by its language, the state of the grammar before it, and its text.
 */
async function createHighlight(): Promise<(language: string, code: string) => Token[][]> {
  const shiki = await createHighlighterCore({ themes: [shades], langs: [bash, go, java, javascript, json, php, python, ruby, rust, typescript], engine: createJavaScriptRegexEngine() });
  const known = new Set(shiki.getLoadedLanguages());
  // States that are equal have one number, so that they can be part of a key.
  const states: GrammarState[] = [];

  const theme = shades.name ?? '';
  function numberOf(state: GrammarState): number {
    const stack = state.getInternalStack(theme);
    const at = states.findIndex((other) => other.lang === state.lang && stack !== undefined && other.getInternalStack(theme)?.equals(stack) === true);
    return at >= 0 ? at : states.push(state) - 1;
  }

  const line = remembered((_key: string, lang: string, state: GrammarState, text: string): Line => {
    // Without a limit: a busy machine must not leave a line plain.
    const options = { lang, theme, grammarState: state, tokenizeTimeLimit: 0 };
    const rows = shiki.codeToTokensBase(text, options);
    const tokens = fuse((rows[0] ?? []).map((token) => ({ kind: kindOf(token.color), text: token.content })));
    return { tokens, after: shiki.getLastGrammarState(rows) ?? shiki.getLastGrammarState(text, options) };
  }, mostLines);

  return (language, code) => {
    if (!known.has(language)) return code.split('\n').map((text) => [{ kind: '', text }]);
    let state = shiki.getLastGrammarState('', { lang: language, theme });
    return code.split('\n').map((text) => {
      const made = line(`${language}\n${String(numberOf(state))}\n${text}`, language, state, text);
      state = made.after;
      return made.tokens;
    });
  };
}

/** The one highlighter of a build. */
export const highlight = await createHighlight();
