import { camel } from '../names.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { fact, when } from '../lines.ts';
import type { Line } from '../lines.ts';

/** A string literal in single quotes, or in double ones where that needs fewer escapes; what nobody sees, or what turns text, is escaped. */
export function text(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
  const quote = (value.match(/'/g) ?? []).length > (value.match(/"/g) ?? []).length ? '"' : "'";
  return `${quote}${unseen(inner.replaceAll(quote, `\\${quote}`))}${quote}`;
}

/** Line separators, marks of direction and other characters without a face, as escapes. */
const unseen = (code: string): string =>
  code.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}\p{Cc}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);

/** A literal of any scalar. */
export const literal = (value: string | number | boolean): string => (typeof value === 'string' ? text(value) : String(value));

/**
 * Access to a place below a value that may be missing: `error?.details?.field`, and `error.details?.field` where a test has shown that
 * there is something in `error`.
 *
 * @param known places below the same value that hold something: all on the way to them is there
 */
export function access(root: string, place: Place, known: readonly Place[] = []): string {
  return place.reduce((code, step, at) => {
    const holds = known.some((one) => one.length > at && place.slice(0, at).every((before, index) => one[index] === before));
    if (/^[A-Za-z_$][\w$]*$/.test(step)) return `${code}${holds ? '.' : '?.'}${step}`;
    return `${code}${holds ? '' : '?.'}[${/^\d+$/.test(step) ? step : text(step)}]`;
  }, root);
}

/** Beside the places that are known to hold something: the value itself is there, whatever is in it. */
export const itself: Place = [''];

/** Where the signs of an error stand in a slot of its message: what they test is there once they are passed. */
export const shownIn = ({ recognition: { signs } }: Plan, slot: string): Place[] =>
  signs.filter(({ place }) => place[0] === slot).map(({ place }) => place.slice(1));

/**
 * The condition under which a message is something else. Each test knows that those before it are passed.
 *
 * @param read an expression for a place, given the places that are known to hold something
 */
export const unlike = (signs: readonly Sign[], read: (place: Place, known: readonly Place[]) => string): string =>
  signs
    .flatMap((sign, at) => {
      const [slot, ...own] = sign.place;
      const known = signs
        .slice(0, at)
        .filter(({ place }) => place[0] === slot)
        .map(({ place }) => place.slice(1));
      return differs(sign, read(sign.place, known), read(sign.place, [...known, own]));
    })
    .join(' || ');

/**
 * Tests on an expression, each true for another error: `!==` where it must fail.
 *
 * @param safe the same expression where there is something at the place
 */
function differs(sign: Sign, expression: string, safe: string): string[] {
  if ('equals' in sign) return [`${expression} !== ${literal(sign.equals)}`];
  // A header is a text or missing; in a body anything may stand there.
  const isHeader = sign.place[0] === 'headers';
  return [
    ...when(!isHeader, `typeof ${expression} !== 'string'`),
    ...when(sign.starts !== '', `!${isHeader ? `${expression}?` : safe}.startsWith(${text(sign.starts)})`),
    ...when(sign.ends !== '', `!${isHeader ? `${expression}?` : safe}.endsWith(${text(sign.ends)})`),
  ];
}

/** Seconds to wait before attempt `attempt + 1`, as an expression. */
function seconds(wait: Wait, read: (reading: Reading) => string): string | undefined {
  switch (wait.kind) {
    case 'none':
      return undefined;
    case 'seconds':
      return String(wait.seconds);
    case 'told':
      return wait.reading.place[0] === 'headers' || !wait.reading.types.includes('number')
        ? `Number(${read(wait.reading)} ?? ${String(wait.otherwise)})`
        : `${read(wait.reading)} ?? ${String(wait.otherwise)}`;
    case 'backoff':
      return `Math.random() * Math.min(${String(wait.cap)}, ${wait.first === 1 ? '' : `${String(wait.first)} * `}2 ** attempt)`;
  }
}

/** The line that waits, and why so long. */
export function waits(wait: Wait, read: (reading: Reading) => string): Line[] {
  const expression = seconds(wait, read);
  return when(expression !== undefined, fact(`await sleep(${expression ?? ''});`));
}

export const sleepLine = 'const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));';

/**
 * What a report says: the code, what the message tells of this occurrence, and the id that support asks for.
 *
 * @param wording the message for developers, where it says more
 */
export function report(plan: Plan, read: (reading: Reading) => string, wording?: Reading): string {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  const said = [...details, ...(plan.trace ? [plan.trace] : [])].map((one) => `, ${one.name.replace(/^\w+\./, '')} \${${read(one)}}`);
  if (wording) said.push(`: \${${read(wording)}}`);
  const plain = text(plan.code);
  return said.length === 0 ? plain : `\`${unseen(plan.code.replaceAll(/[`\\]|\$\{/g, '\\$&'))}${said.join('')}\``;
}

/** The texts and actions that a person is shown, as two expressions. */
export function shown(plan: Plan, read: (reading: Reading) => string): [texts: string, actions: string] {
  const texts = plan.texts.map((one) => ('place' in one ? read(one) : text(one.text)));
  const { actions } = plan;
  const list = actions === undefined ? '[]' : 'place' in actions ? read(actions) : `[${actions.list.map(text).join(', ')}]`;
  return [`[${texts.join(', ')}]`, list];
}

/** What the reaction reads from the message. */
export function neededOf(plan: Plan): Reading[] {
  const { policy } = plan;
  const readings: (Reading | undefined)[] =
    policy.kind === 'note'
      ? []
      : policy.kind === 'show'
        ? [...plan.texts, plan.actions].map((one) => (one && 'place' in one ? one : undefined))
        : [
            plan.trace,
            ...(policy.kind === 'correct' ? plan.details.slice(0, 3) : []),
            policy.kind === 'retry' && policy.wait.kind === 'told' ? policy.wait.reading : undefined,
          ];
  return readings.filter((one) => one !== undefined);
}

export const showType = 'show: (texts: string[], actions: string[]) => void';

export const functionName = (plan: Plan): string => camel(plan.call.name);
