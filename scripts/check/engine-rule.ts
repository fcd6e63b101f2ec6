import { fromEngine } from './from-engine.ts';
import type { Rule } from './rule.ts';

/** A rule whose findings are made by the envelope engine; it adds what people need to read. */
export function engineRule(rule: Omit<Rule, 'catalog' | 'service' | 'code'>): Rule {
  return { ...rule, service: fromEngine(rule.id) };
}
