import type { Json } from '../model/json.ts';
import type { Place, Plan, Sign } from './types.ts';

/** The value at a place of a message; header names in any case. */
export function valueAt(message: Plan['example'], place: Place): Json | undefined {
  return place.reduce<Json | undefined>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return value[Number(step)];
    const key =
      Object.keys(value).find((one) => one === step) ?? Object.keys(value).find((one) => one.toLowerCase() === step.toLowerCase());
    return key === undefined ? undefined : value[key];
  }, message);
}

/** Whether a message passes a test. */
export function passes(sign: Sign, message: Plan['example']): boolean {
  const value = valueAt(message, sign.place);
  if ('equals' in sign) return value === sign.equals;
  return typeof value === 'string' && value.startsWith(sign.starts) && value.endsWith(sign.ends);
}
