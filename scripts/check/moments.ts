/** Compares versions part by part, numbers as numbers, a pre-release before its release (Semantic Versioning 2.0.0, section 11). */
function compareVersions(left: string, right: string): number {
  const parse = (text: string): { parts: string[]; rest: string } => {
    const [core = '', ...rest] = text.replace(/^v/i, '').split('+', 1).join('').split('-');
    return { parts: core.split('.'), rest: rest.join('-') };
  };
  const [one, two] = [parse(left), parse(right)];
  for (let at = 0; at < Math.max(one.parts.length, two.parts.length); at += 1) {
    const [a, b] = [Number(one.parts[at] ?? '0'), Number(two.parts[at] ?? '0')];
    if (a !== b) return a - b;
  }
  if (one.rest === two.rest) return 0;
  return one.rest === '' ? 1 : two.rest === '' || one.rest > two.rest ? -1 : 1;
}

const date = /^\d{4}-\d{2}(-\d{2})?$/;
const version = /^v?\d+(\.\d+)*([-+].*)?$/i;

/**
 * Whether a moment (an ISO 8601 date, or a version of the service) has come.
 *
 * @param now the current version of the service, where it has one, and today as an ISO 8601 date
 * @returns undefined where that cannot be said: a version without one to compare with, or neither form
 */
export function hasCome(moment: string, now: { version?: string | undefined; today: string }): boolean | undefined {
  if (date.test(moment)) return moment <= now.today.slice(0, moment.length);
  if (!version.test(moment) || now.version === undefined || !version.test(now.version)) return undefined;
  return compareVersions(now.version, moment) >= 0;
}
