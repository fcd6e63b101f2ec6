import type { Diagnostic, Location, Severity } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import type { CatalogContext, Finding, Report, Rule } from './rule.ts';

/** Turns what a rule finds into diagnostics, with the severity that the settings give it. */
function reporter(rule: Rule, severity: Exclude<Severity, 'off'>, into: Diagnostic[]): (unit: string, baseOf: () => Path) => Report {
  return (unit, baseOf) => {
    return ({ path, span, key, message, fix, suggest, related }: Finding) => {
      const at: Location = { unit, path: [...baseOf(), ...path], ...(key ? { key } : {}), ...(span && { span }) };
      into.push({
        rule: rule.id,
        severity,
        message,
        at,
        why: rule.why,
        fix: fix ?? rule.fix,
        ...(suggest === undefined ? {} : { suggest }),
        ...(related ? { related } : {}),
      });
    };
  };
}

const top = (): Path => [];

/**
 * Runs rules over a catalog.
 *
 * @param isKnown true for a service of which the findings are known: others may still refer to it
 * @returns findings, by rule and then by place in the catalog
 */
export function runRules(rules: readonly Rule[], catalog: CatalogContext, isKnown: (unit: string) => boolean = () => false): Diagnostic[] {
  const services = catalog.services.filter(({ unit }) => !isKnown(unit));
  const found: Diagnostic[] = [];
  const configured = new Map(Object.entries(catalog.settings.rules ?? {}));
  for (const rule of rules) {
    const severity = configured.get(rule.id) ?? rule.severity;
    if (severity === 'off') continue;
    const report = reporter(rule, severity, found);
    rule.catalog?.(catalog, report('', top));
    for (const guide of catalog.guides) rule.guide?.({ guide, catalog }, report(guide.unit, top));
    for (const service of services) {
      rule.service?.(service, report(service.unit, top));
      if (!rule.code) continue;
      // One for all codes: nearly none has a finding, and to make one for each code and rule is most of what rules leave behind.
      let id = '';
      const ofCode = report(service.unit, () => ['codes', id]);
      for (const code of service.codes) {
        ({ id } = code);
        rule.code(code, ofCode);
      }
    }
  }
  return found;
}
