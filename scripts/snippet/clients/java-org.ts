import type { Argument } from '../client.ts';
import type { Line } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { ifAny, parameters, text, wordsDiffer } from './java.ts';

/** How a method over Socket.IO takes what is handed to it: what is emitted is an object, no text. */
export const parametersOf = (takes: readonly Argument[]): string[] =>
  takes.map(({ kind }) => {
    if (kind === 'input') return 'Object input';
    if (kind === 'message') return 'Function<String, Object> message';
    return kind === 'path' ? '' : parameters[kind];
  });

/** An object of org.json, on the way to a place: of the argument, or of a part of it that may be missing. */
function below(place: Place, last: (object: string, key: string) => string, missing: string): string {
  const steps = place[0] === 'args' ? place.slice(2) : place.slice(1);
  const [key = '', ...path] = steps.toReversed();
  if (path.length === 0) return last('error', text(key));
  const [first = '', ...others] = path.toReversed();
  const maps = others.map((step) => `.map(part -> part.optJSONObject(${text(step)}))`);
  return `Optional.ofNullable(error.optJSONObject(${text(first)}))${maps.join('')}.map(part -> ${last('part', text(key))}).orElse(${missing})`;
}

/** A text of a message of Socket.IO. */
export const read = ({ place }: Reading): string => below(place, (object, key) => `${object}.optString(${key})`, '""');

/** A whole number of a message. */
export const number = ({ place }: Reading, otherwise: number): string =>
  below(place, (object, key) => `${object}.optLong(${key}, ${String(otherwise)})`, `${String(otherwise)}L`);

/** The texts of an array. */
export const list = ({ place }: Reading): string => {
  const array = below(place, (object, key) => `${object}.optJSONArray(${key})`, 'new JSONArray()');
  return `IntStream.range(0, ${array}.length()).mapToObj(${array}::optString).toList()`;
};

/**
 * The condition that holds for everything that is not this error.
 *
 * @param value the expression that may be its object, which is called `error` from then on
 * @param at the blanks before it
 */
export function unlike(value: string, signs: readonly Sign[], at: number): Line[] {
  const tests = signs.map((sign) => {
    const { place } = sign;
    if (!('equals' in sign) || typeof sign.equals === 'string')
      return wordsDiffer(read({ name: '', place, types: [], always: true }), sign);
    const { equals } = sign;
    if (typeof equals === 'boolean') {
      const found = below(place, (object, key) => `${object}.optBoolean(${key}, ${String(!equals)})`, String(!equals));
      return equals ? `!${found}` : found;
    }
    return `${below(place, (object, key) => `${object}.optDouble(${key})`, 'Double.NaN')} != ${String(equals)}`;
  });
  return ifAny([`!(${value} instanceof JSONObject error)`, ...tests], at);
}
