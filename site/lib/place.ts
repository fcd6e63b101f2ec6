import { fromPointer } from '../../scripts/model/json.ts';
import { remembered } from '../../scripts/model/remembered.ts';

/**
 * A place in a message as a reader says it: `/headers/Retry-After` is `Retry-After`, `/body/details/0/field` is `details[0].field`,
 * `/body` is `body`, other slots keep their name. Codes of a service have the same places, and a page names each a dozen times.
 */
export const placeName = remembered((pointer: string): string => {
  const [slot = '', ...rest] = fromPointer(pointer);
  if (rest.length === 0) return slot;
  if (slot === 'headers') return rest.join('/');
  const steps = slot === 'body' ? rest : [slot, ...rest];
  return steps.map((step, at) => (/^\d+$/.test(step) ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}, 1024);

/** Which slot of the message it is: `headers`, `body`, `status`, ... */
export function slotOf(pointer: string): string {
  return fromPointer(pointer)[0] ?? '';
}
