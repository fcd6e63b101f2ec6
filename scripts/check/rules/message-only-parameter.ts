import { readMessage } from '../../envelope/template.ts';
import { templatesOf } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { showsApart } from '../shown.ts';

/** Dynamic parts of a message that reach no field of their own. */
export const messageOnlyParameter: Rule = {
  id: 'message-only-parameter',
  title: 'What varies in a message also stands in a field of its own',
  severity: 'warning',
  why: 'A client that needs the value must take prose apart, and breaks with the next wording or translation.',
  fix: 'Add the parameter to `details`, and show `$details` in the envelope; or show `$params.name` there.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    message: No {item} left'],
    bad: ['codes:\n  TOO_MANY_ORDERS:\n    params: { limit: { type: integer, example: 9 } }\n    message: At most {limit} orders # <--'],
  },
  code({ id, code, entries }, report) {
    if (entries.length === 0) return;
    const reported = new Set<string>();
    for (const { template, path } of templatesOf(code)) {
      for (const part of readMessage(template)) {
        if (typeof part === 'string' || reported.has(part.param) || !Object.hasOwn(code.params ?? {}, part.param)) continue;
        reported.add(part.param);
        // Mostly the first message has it: none is looked through further than that.
        if (entries.some(({ node }) => showsApart(node, part.param))) continue;
        report({ message: `\`{${part.param}}\` of \`${id}\` stands only in the message`, path });
      }
    }
  },
};
