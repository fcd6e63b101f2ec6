import type { Checked } from '../check/index.ts';
import type { Entry } from '../envelope/node.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { exampleContextOf, problemsOf } from './examples.ts';
import type { ExampleProblem } from './examples.ts';

/** The finding about an example that cannot be sent. */
export function impossibleExample(unit: string, id: string, problem: ExampleProblem): Diagnostic {
  return {
    rule: 'impossible-example',
    severity: 'error',
    message: `\`${id}\` has no message to show in envelope \`${problem.envelope}\`: ${problem.reasons.join('; ')}`,
    at: { unit, path: problem.at === undefined ? ['codes', id] : ['codes', id, 'examples', problem.at] },
    why: 'every page shows a message that could really be sent',
    fix: 'give each parameter and context field an `example` that its schema allows',
  };
}

/**
 * The findings of compiling, without what is compiled: a check needs no more, and the rest of it takes six times as long.
 * The same findings in the same order as those of `compile`; a test holds the two together.
 *
 * @param checked a catalog without errors
 */
export function impossibleExamples(checked: Checked): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const service of checked.catalog.services) {
    const found = checked.services.get(service.service);
    if (!found) throw new Error(`service ${service.service} was not checked`);
    const { entries, envelopes } = found.messages;
    const context = exampleContextOf(service, entries);
    const byCode = new Map<string, Entry[]>();
    for (const entry of entries) {
      const own = byCode.get(entry.code ?? '');
      if (own) own.push(entry);
      else byCode.set(entry.code ?? '', [entry]);
    }
    for (const [id, code] of Object.entries(service.codes ?? {})) {
      const own = byCode.get(id) ?? [];
      for (const name of new Set(own.map((entry) => entry.envelope))) {
        if (!envelopes.has(name)) continue;
        const problems = problemsOf(
          context,
          code,
          own.filter((entry) => entry.envelope === name),
        );
        diagnostics.push(...problems.map((problem) => impossibleExample(found.unit, id, problem)));
      }
    }
  }
  return diagnostics;
}
