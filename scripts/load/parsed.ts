import type { Span } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';

/** One file of the catalog, read: its value as plain JSON, and where each part of it stands. */
export interface Parsed {
  readonly value: unknown;
  /** Span of the value at a path, or of its key; of the nearest parent where the path leads nowhere. */
  readonly locate: (path: Path, key?: boolean) => Span;
}
