import { readMessage } from '../../envelope/template.ts';
import { referencesIn } from '../../envelope/template-params.ts';
import { templatesOf } from '../facts.ts';
import type { CodeContext, Rule } from '../rule.ts';
import { paramsIn } from '../shown.ts';

/** The parameters that the wording and the details of a code use. */
function usedByItself({ code }: CodeContext): Set<string> {
  const prose = [...templatesOf(code).map(({ template }) => template), code.code ?? ''];
  const names = prose.flatMap((text) => readMessage(text).flatMap((part) => (typeof part === 'string' ? [] : [part.param])));
  for (const template of [code.details, code.retry.after]) {
    for (const { ref } of referencesIn(template ?? null))
      if (ref.path[0] === 'params' && ref.path[1] !== undefined) names.push(ref.path[1]);
  }
  if (Array.isArray(code.details)) for (const name of code.details) if (typeof name === 'string') names.push(name);
  return new Set(names);
}

/** Parameters that nothing shows. */
export const unusedParameter: Rule = {
  id: 'unused-parameter',
  title: 'Every parameter is used by the message, the details or an envelope',
  severity: 'warning',
  why: 'Readers look for a value that never arrives.',
  fix: 'Show it in `message` or `details`, or take it away.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    params:\n      left: { type: integer, example: 0 }\n    details: [item, left]'],
    bad: ['codes:\n  OUT_OF_STOCK:\n    params:\n      left: { type: integer, example: 0 } # <--'],
  },
  code(context, report) {
    const names = Object.keys(context.code.params ?? {});
    if (names.length === 0) return;
    const used = usedByItself(context);
    const left = names.filter((name) => !used.has(name));
    // Its messages are the most of a code, and seldom have to be looked through.
    const shown = left.length > 0 ? new Set(context.entries.flatMap(({ node }) => paramsIn(node))) : used;
    for (const name of left)
      if (!shown.has(name)) report({ message: `nothing uses the parameter \`${name}\``, path: ['params', name], key: true });
  },
};
