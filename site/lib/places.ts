import type { CompiledCode } from '../../scripts/compile/types.ts';
import { placeName } from './place.ts';

/** Where a fact of a code stands in its messages, each place once, in the order of the messages. */
export function placesOf(code: CompiledCode, fact: string): string[] {
  const found = new Set<string>();
  for (const message of code.messages) {
    for (const field of message.fields) {
      if (field.of === fact && field.deprecated === undefined) found.add(placeName(field.pointer));
    }
  }
  return [...found];
}

/** Where the seconds to wait stand: first place, or undefined. */
export function waitPlace(code: CompiledCode): string | undefined {
  return placesOf(code, 'retryAfter')[0] ?? (code.retry.afterFrom === undefined ? undefined : placesOf(code, code.retry.afterFrom)[0]);
}
