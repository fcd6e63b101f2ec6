import type { Report, ServiceContext } from './rule.ts';

/** The visitor of a rule whose findings the envelope engine makes while it resolves the templates of a service. */
export function fromEngine(id: string): (context: ServiceContext, report: Report) => void {
  return ({ messages }, report) => {
    for (const { rule, ...finding } of messages.problems) if (rule === id) report(finding);
  };
}
