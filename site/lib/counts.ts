import type { CompiledService } from '../../scripts/compile/types.ts';

/** Classes of status codes (RFC 9110, section 15), each with the codes of a service that have one in it. */
export interface StatusClass {
  /** `4xx`, or undefined for codes without a status. */
  name: string | undefined;
  counts: number[];
}

/** How many codes of each service have a status of each class; classes that nobody has are left out. A code of two classes counts in both. */
export function statusMatrix(services: readonly CompiledService[]): StatusClass[] {
  const classes = [1, 2, 3, 4, 5].map((digit): StatusClass => ({
    name: `${String(digit)}xx`,
    counts: services.map(({ codes }) => codes.filter(({ status }) => status.some((number) => Math.floor(number / 100) === digit)).length),
  }));
  const none: StatusClass = { name: undefined, counts: services.map(({ codes }) => codes.filter(({ status }) => status.length === 0).length) };
  return [...classes, none].filter(({ counts }) => counts.some((count) => count > 0));
}
