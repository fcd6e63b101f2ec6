/** A folder that a run has left beside its output. */
export interface Leftover {
  readonly name: string;
  /** `new`: not complete. `old`: the output that had stepped aside for its successor. */
  readonly kind: 'new' | 'old';
  /** Id of the process that made it. */
  readonly process: number;
}

/** Name of a temporary folder beside the output: hidden, and telling whose it is. */
export function temporaryName(target: string, kind: Leftover['kind'], id: number): string {
  return `.${target}.errdex-${kind}-${id}`;
}

/** The temporary folders of a target among the names in its parent, the old ones first. */
export function leftovers(names: readonly string[], target: string): Leftover[] {
  const found: Leftover[] = [];
  for (const kind of ['old', 'new'] as const) {
    const prefix = temporaryName(target, kind, 0).slice(0, -1);
    for (const name of names) {
      if (name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
        found.push({ name, kind, process: Number(name.slice(prefix.length)) });
    }
  }
  return found;
}
