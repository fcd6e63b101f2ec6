import type { CompiledCatalog } from '../compile/types.ts';
import type { Candidate } from '../snippet/candidates.ts';
import type { HandlerCandidate } from '../snippet/handlers/index.ts';
import { mutantsOf, mutantsOfHandler, sampleOf } from './mutate.ts';
import type { Mutant } from './mutate.ts';
import { prove } from './prove.ts';
import type { Proof } from './prove.ts';
import type { Runtime } from './runtime.ts';

/** What came of snippets that were broken on purpose. */
export interface Survey {
  /** Mutants that there are; a sample of them ran. */
  readonly made: number;
  /** Mutants that ran. */
  readonly ran: number;
  /** Those whose behaviour was judged wrong. */
  readonly caught: number;
  /** Mutants that were no programs any more: not counted. */
  readonly stillborn: number;
  /** Mutants that passed every trial. */
  readonly survivors: readonly Mutant[];
  /** Figures of each mutation, in the order of the registry. */
  readonly by: ReadonlyMap<string, { readonly ran: number; readonly caught: number }>;
}

/** Milliseconds that a mutant over a connection is given for what does not come; the sound snippets beside them stand it too. */
const patience = 1500;

/**
 * Breaks snippets, runs what comes of it, and counts what is noticed. The sound snippets run among the mutants: what blames one of them
 * would blame anything.
 *
 * @param count mutants in all; every one where absent
 * @throws Error when a sound snippet is blamed, or the runtime is missing
 */
export async function survey(
  catalog: CompiledCatalog,
  candidates: readonly Candidate[],
  runtime: Runtime,
  scratch: string,
  count = Infinity,
): Promise<Survey> {
  const all = candidates.flatMap(mutantsOf);
  const mutants = sampleOf(all, count);
  return judged(all.length, mutants, await ran(catalog, candidates, mutants, runtime, scratch));
}

/**
 * The same for whole handlers. A mutant meets the error whose facts it got wrong; one that is not blamed there meets every error of the
 * service, and a stranger.
 *
 * @param count mutants of each handler; every one where absent
 * @throws Error when a sound handler is blamed, or the runtime is missing
 */
export async function surveyHandlers(
  catalog: CompiledCatalog,
  handlers: readonly HandlerCandidate[],
  runtime: Runtime,
  scratch: string,
  count = Infinity,
): Promise<Survey> {
  const made = handlers.map((handler) => ({ handler, all: mutantsOfHandler(handler) }));
  const mutants = made.flatMap(({ handler, all }) => sampleOf(all, count).map((mutant) => ({ ...mutant, handler })));
  const meets = handlers.flatMap((handler) => handler.meets);
  const first = await ran(catalog, meets, mutants, runtime, scratch);
  const left = mutants.flatMap(
    (
      {
        handler,
        candidate: {
          snippet: { code },
        },
      },
      at,
    ) =>
      first[at]?.ran && first[at].wrong.length === 0
        ? handler.meets.map((one) => ({ at, candidate: { ...one, snippet: { ...one.snippet, code } } }))
        : [],
  );
  const more = await divided(
    left.map(({ candidate }) => candidate),
    (some) => prove(catalog, some, runtime, scratch, patience),
  );
  const wrong = new Map<number, string[]>();
  for (const [place, { at }] of left.entries()) wrong.set(at, [...(wrong.get(at) ?? []), ...(more[place]?.wrong ?? [])]);
  const proofs = first.map((proof, at) => proof && { ...proof, wrong: [...proof.wrong, ...(wrong.get(at) ?? [])] });
  const sum = made.reduce((before, { all }) => before + all.length, 0);
  return judged(sum, mutants, proofs);
}

/** Runs mutants among the sound ones that they are made of. Undefined for what is no program any more. */
async function ran(
  catalog: CompiledCatalog,
  candidates: readonly Candidate[],
  mutants: readonly Mutant[],
  runtime: Runtime,
  scratch: string,
): Promise<(Proof | undefined)[]> {
  const of = new Set(mutants.map(({ candidate }) => candidate.name));
  const sound = candidates.filter(({ name }) => of.has(name));
  const run = (some: readonly Candidate[]): Promise<Proof[]> => prove(catalog, some, runtime, scratch, patience);
  const proofs = await divided([...sound, ...mutants.map(({ candidate }) => candidate)], run);
  const blamed = proofs.slice(0, sound.length).find((proof) => proof === undefined || proof.wrong.length > 0);
  if (blamed) throw new Error(`the sound snippet ${blamed.candidate.name} is blamed: ${blamed.wrong.join('; ')}`);
  return proofs.slice(sound.length);
}

/** Counts what was noticed. */
function judged(made: number, mutants: readonly Mutant[], proofs: readonly (Proof | undefined)[]): Survey {
  const by = new Map<string, { ran: number; caught: number }>();
  const survivors: Mutant[] = [];
  let stillborn = 0;
  for (const [at, mutant] of mutants.entries()) {
    const proof = proofs[at];
    if (!proof?.ran) {
      stillborn += 1;
      continue;
    }
    const caught = proof.wrong.length > 0;
    if (!caught) survivors.push(mutant);
    const before = by.get(mutant.mutation) ?? { ran: 0, caught: 0 };
    by.set(mutant.mutation, { ran: before.ran + 1, caught: before.caught + (caught ? 1 : 0) });
  }
  const count = mutants.length - stillborn;
  return { made, ran: count, caught: count - survivors.length, stillborn, survivors, by };
}

/** Runs all at once; where one that does not compile spoils the others, in halves. Undefined for what cannot be prepared alone. */
async function divided(some: readonly Candidate[], run: (some: readonly Candidate[]) => Promise<Proof[]>): Promise<(Proof | undefined)[]> {
  if (some.length === 0) return [];
  try {
    return await run(some);
  } catch (error) {
    const half = Math.ceil(some.length / 2);
    if (some.length === 1) {
      if (error instanceof Error && /not (?:found|installed)|missing/i.test(error.message)) throw error;
      return [undefined];
    }
    return [...(await divided(some.slice(0, half), run)), ...(await divided(some.slice(half), run))];
  }
}
