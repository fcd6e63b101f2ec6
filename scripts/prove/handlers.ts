import type { CompiledCatalog } from '../compile/types.ts';
import type { Candidate } from '../snippet/candidates.ts';
import type { HandlerCandidate } from '../snippet/handlers/index.ts';
import { prove } from './prove.ts';
import type { Proof } from './prove.ts';
import type { Runtime } from './runtime.ts';

/** What came of a whole handler: what it did wrong, with which error and in which trial. */
export interface HandlerProof {
  readonly handler: HandlerCandidate;
  readonly trials: number;
  readonly wrong: readonly string[];
}

/**
 * Runs the snippets and the whole handlers of a client together: its runtime is made ready once. A handler meets every error of its service.
 *
 * @param scratch a folder for the files, as in {@link prove}
 * @throws Error when the runtime is missing, or the harness ends before its time
 */
export async function proveClient(
  catalog: CompiledCatalog,
  candidates: readonly Candidate[],
  handlers: readonly HandlerCandidate[],
  runtime: Runtime,
  scratch: string,
): Promise<{ readonly proofs: readonly Proof[]; readonly handlers: readonly HandlerProof[] }> {
  const meets = handlers.flatMap((handler) => handler.meets);
  const all = await prove(catalog, [...candidates, ...meets], runtime, scratch);
  const of = new Map(all.slice(candidates.length).map((proof) => [proof.candidate, proof]));
  return {
    proofs: all.slice(0, candidates.length),
    handlers: handlers.map((handler) => {
      const own = handler.meets.flatMap((one) => of.get(one) ?? []);
      const wrong = own.flatMap(({ candidate, wrong: some }) => some.map((what) => `${candidate.plan.id}: ${what}`));
      return { handler, trials: own.reduce((sum, { trials }) => sum + trials, 0), wrong };
    }),
  };
}
