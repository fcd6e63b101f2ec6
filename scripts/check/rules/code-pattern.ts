import type { Rule } from '../rule.ts';

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

/** Codes that break the house rule of their service. */
export const codePattern: Rule = {
  id: 'code-pattern',
  title: 'Every code matches the pattern of its service',
  severity: 'error',
  why: 'Clients, dashboards and log filters rely on the form of the codes.',
  fix: 'Rename the code and list the old name under `formerly`, or widen `codePattern`.',
  examples: {
    good: ["codePattern: '^[A-Z_]+$'"],
    bad: [
      "codePattern: '^[A-Z]+_[A-Z]+$'\ncodes:\n  OUT_OF_STOCK: # <--\n    group: stock\n  TOO_MANY_ORDERS: # <--\n    group: stock",
      "codePattern: '^[A-Z' # <--",
    ],
  },
  isLocal: true,
  service({ service, codes }, report) {
    if (service.codePattern === undefined) return;
    const pattern = compiled(service.codePattern);
    if (!pattern)
      report({
        message: `\`${service.codePattern}\` is no regular expression`,
        path: ['codePattern'],
        fix: 'Write an ECMAScript regular expression.',
      });
    for (const { id } of pattern ? codes : []) {
      if (!pattern?.test(id)) report({ message: `\`${id}\` does not match ${String(pattern)}`, path: ['codes', id], key: true });
    }
  },
};
