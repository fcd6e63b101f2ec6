import { categories } from '../../model/vocabulary.ts';
import { statusesOf } from '../facts.ts';
import { orList } from '../shape/words.ts';
import type { Rule } from '../rule.ts';

/** A status that says another thing than the category. */
export const statusCategory: Rule = {
  id: 'status-category',
  title: 'The HTTP status does not contradict the category',
  severity: 'warning',
  why: 'Clients, proxies and retry libraries go by the status (RFC 9110, section 15), people by the category; they must not act differently.',
  fix: 'Correct one of the two. Where the service really sends that status, keep it and choose the category that it has for clients.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK: { status: [409, 410] }', 'codes:\n  OUT_OF_STOCK: { status: 200, severity: warning }'],
    bad: ['codes:\n  OUT_OF_STOCK:\n    status: 503 # <--', 'codes:\n  OUT_OF_STOCK:\n    status:\n      - 409\n      - 401 # <--'],
  },
  code({ code }, report) {
    const fitting: readonly number[] = categories[code.category];
    for (const [at, status] of statusesOf(code).entries()) {
      // Below 400 the status says nothing of the error: a success that carries one (RFC 9110, section 15.3).
      if (status < 400 || fitting.includes(status)) continue;
      const likely = Object.entries(categories).filter(([, statuses]) => (statuses as readonly number[]).includes(status));
      const fix = likely.length > 0 && likely.length <= 4 ? { fix: `${status} fits ${orList(likely.map(([name]) => `\`${name}\``))}` } : {};
      report({
        message: `status ${status} contradicts the category \`${code.category}\``,
        path: Array.isArray(code.status) ? ['status', at] : ['status'],
        ...fix,
      });
    }
  },
};
