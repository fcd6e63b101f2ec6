import type { Transport } from '../model/vocabulary.ts';

/** Code that handles the error, and what it was run with. */
export interface CompiledSnippet {
  transport: Transport;
  /** Id of the client: `typescript-fetch`. */
  client: string;
  /** `TypeScript, fetch`. */
  title: string;
  /** Language of the code, as Shiki calls it, and for people. */
  language: string;
  languageTitle: string;
  code: string;
  /** Numbers of the lines that carry this error's facts, from 1. */
  facts: number[];
  /** Versions of the runtime and the libraries of the recorded run: `{ 'Node.js': '24.21.0' }`. */
  ranWith: Record<string, string>;
}

/** A file that handles every error of a service over one transport. */
export type CompiledHandler = Omit<CompiledSnippet, 'facts'> & { extension: string };
