import type { Json } from '../model/json.ts';
import type { Place, Plan, Sign, Stray } from './types.ts';

/** The value at a place of a message; header names in any case. */
export function valueAt(message: Plan['example'], place: Place): Json | undefined {
  return place.reduce<Json | undefined>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return value[Number(step)];
    return value[keyIn(value, step)];
  }, message);
}

/** The step as a message has it: header names in any case. */
const keyIn = (value: object, step: string): string =>
  Object.keys(value).find((one) => one === step) ?? Object.keys(value).find((one) => one.toLowerCase() === step.toLowerCase()) ?? step;

/** A message with another value at a place, or none; as it is where there is no such place. */
export function withValue<T extends Json>(message: T, { place: [step, ...rest], value }: Pick<Stray, 'place' | 'value'>): T {
  if (step === undefined || typeof message !== 'object' || message === null) return message;
  const key = keyIn(message, step);
  const copy = structuredClone(message) as Record<string, Json>;
  const inner = copy[key];
  if (rest.length > 0 && inner !== undefined) copy[key] = withValue(inner, { place: rest, ...(value !== undefined && { value }) });
  else if (value !== undefined) copy[key] = value;
  else delete copy[key];
  return copy as T;
}

/** Whether a message passes a test. */
export function passes(sign: Sign, message: Plan['example']): boolean {
  const value = valueAt(message, sign.place);
  if ('equals' in sign) return value === sign.equals;
  return typeof value === 'string' && value.startsWith(sign.starts) && value.endsWith(sign.ends);
}
