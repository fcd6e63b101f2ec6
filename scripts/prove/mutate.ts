import type { Candidate } from '../snippet/candidates.ts';
import type { HandlerCandidate } from '../snippet/handlers/index.ts';
import { readsConstant } from './mutations/facts.ts';
import { mutations } from './mutations/index.ts';

/** A snippet that was broken on purpose. */
export interface Mutant {
  /** Name of the mutation. */
  readonly mutation: string;
  /** What was edited: the line as it was and as it is. */
  readonly line: string;
  readonly candidate: Candidate;
}

/** Comments, imports, and types that are gone when a program runs: the members of an interface, and of a union. */
const idle =
  /^\s*(?:\/\/|#|\/?\*|"""|import\b|use\b|package\b|namespace\b|<\?php|require\b|from\b|declare\b|(?!default\b)(?:\w+|'[^']*')\??: .*;$|(?:\w+|'[^']*')\?: \{$|\| \{ do: |type Reaction = |$)/;

/** All mutants of a snippet, each broken in one place; the same text only once. */
export function mutantsOf(candidate: Candidate): Mutant[] {
  const lines = candidate.snippet.code.split('\n');
  const known = new Set([candidate.snippet.code]);
  return mutations.flatMap((mutation) =>
    lines.flatMap((line, at) => {
      if (idle.test(line)) return [];
      return [...mutation.edit(line, candidate.plan, at, lines)].flatMap((edited) => {
        const code = lines.with(at, edited).join('\n');
        if (known.has(code)) return [];
        known.add(code);
        const snippet = { ...candidate.snippet, code };
        return [{ mutation: mutation.id, line: `${line.trim()}  ->  ${edited.trim()}`, candidate: { ...candidate, snippet } }];
      });
    }),
  );
}

/** All mutants of a whole handler, each of the error whose facts it got wrong, or of some error; the same text only once. */
export function mutantsOfHandler({ meets }: HandlerCandidate): Mutant[] {
  const constant = (line: string): boolean => meets.some(({ plan }) => readsConstant(line.split('  ->  ')[0] ?? '', plan));
  // Without such a line a branch may go on to another one that waits as long.
  const all = meets
    .flatMap(mutantsOf)
    .filter(({ mutation, line }) => !['wrong-field', 'dropped-step'].includes(mutation) || !constant(line));
  return [...new Map(all.map((mutant) => [mutant.candidate.snippet.code, mutant])).values()];
}

/** Mutants chosen evenly: as many as are wanted, of every mutation and snippet as far as it goes. The same every time. */
export function sampleOf(mutants: readonly Mutant[], count: number): Mutant[] {
  if (count >= mutants.length) return [...mutants];
  const by = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const group = `${mutant.candidate.client.id} ${mutant.mutation}`;
    by.set(group, [...(by.get(group) ?? []), mutant]);
  }
  const chosen: Mutant[] = [];
  // The golden ratio spreads the picks over the snippets of a group without a pattern.
  for (let round = 0; chosen.length < count; round += 1) {
    for (const group of by.values()) {
      const [one] = group.splice(Math.floor(((round * 0.618_034) % 1) * group.length), 1);
      if (one && chosen.length < count) chosen.push(one);
    }
  }
  return chosen;
}
