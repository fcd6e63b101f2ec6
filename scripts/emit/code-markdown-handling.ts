import type { CompiledCode } from '../compile/types.ts';
import { fence, prose } from './markdown.ts';

/** The snippets of a code that have run, each with what it ran with; empty where there is none. */
export function handling({ snippets = [] }: CompiledCode): string {
  const several = new Set(snippets.map(({ transport }) => transport)).size > 1;
  const each = snippets.map(({ title, transport, language, code, ranWith }) => {
    const versions = Object.entries(ranWith).map(([name, version]) => `${name} ${version}`);
    return [
      `### ${prose(title)}${several ? ` (${transport})` : ''}`,
      `Run with ${prose(versions.join(', '))} on this payload:`,
      fence(language, code.trimEnd()),
    ].join('\n\n');
  });
  return each.join('\n\n');
}
