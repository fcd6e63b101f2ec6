import type { CompiledCode } from '../compile/types.ts';

/** What a list of codes can be narrowed by, in the order in which it is offered; the names are those of `catalog.json` and of the query string. */
export const facetNames = [
  'service',
  'transport',
  'status',
  'category',
  'retry',
  'retryable',
  'fatal',
  'effect',
  'actor',
  'lifecycle',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Facts that are true, false or absent: asked for as any, yes or no. */
export const yesNoFacets: ReadonlySet<FacetName> = new Set<FacetName>(['retryable', 'fatal']);

/** The status of codes that have none. */
export const noStatus = 'none';

const yesNo = (fact: boolean | undefined): string[] => (fact === undefined ? [] : [fact ? 'yes' : 'no']);

/** The class of a status (RFC 9110, section 15): `4xx`. */
function statusClass(status: number): string {
  return `${String(Math.floor(status / 100))}xx`;
}

/** The values that a code has in each facet. A status counts as itself and as its class; a code without a session has no value in `fatal`. */
export function facetValues(code: CompiledCode): Record<FacetName, string[]> {
  return {
    service: [code.service],
    transport: code.transports,
    status: code.status.length === 0 ? [noStatus] : [...new Set(code.status.flatMap((status) => [statusClass(status), String(status)]))],
    category: [code.category],
    retry: [code.retry.when],
    retryable: yesNo(code.retryable),
    fatal: yesNo(code.fatal),
    effect: [code.effect],
    actor: [code.actor],
    lifecycle: [code.lifecycle.state],
  };
}
