import { tellingPlace } from '../envelope/index-entries.ts';
import type { TellingPlace } from '../envelope/index-entries.ts';
import { byTransport } from '../envelope/overlap.ts';
import type { ResolvedService } from '../envelope/service.ts';
import type { Code } from '../model/code.ts';
import type { Service } from '../model/service.ts';
import { claimOf } from './rules/colliding-code.ts';
import { wordingOf } from './rules/twin-code.ts';

/**
 * What a part of a service (some of its codes, and all the rest) has that other parts may have too: what rules compare codes by.
 * Plain data: it travels between threads.
 */
export interface Digest {
  /** Names, present and former. */
  readonly claims: readonly string[];
  readonly wordings: readonly string[];
  /** By transport, what tells its messages apart. */
  readonly places: ReadonlyMap<string, TellingPlace>;
}

/** True for a code that is looked at together with others: real messages are held against all codes, and sub-errors are other codes. */
function isEntangled({ samples = [], examples = [] }: Code): boolean {
  return samples.length > 0 || examples.some(({ errors }) => errors !== undefined);
}

/** The digest of a part; undefined where only the whole service tells. */
export function digestOf({ codes = {} }: Service, { entries }: ResolvedService): Digest | undefined {
  const all = Object.entries(codes);
  if (all.some(([, code]) => isEntangled(code))) return undefined;
  const places = new Map<string, TellingPlace>();
  for (const [transport, group] of byTransport(entries)) {
    const place = tellingPlace(group);
    if (!place) return undefined;
    places.set(transport, place);
  }
  return {
    claims: all.flatMap(([id, { formerly = [] }]) => [id, ...formerly].map(claimOf)),
    wordings: all.flatMap(([, code]) => wordingOf(code) ?? []),
    places,
  };
}

/**
 * True where nothing in one part can be mistaken for something in another: what rules say of each alone is then what they would say of all
 * together (see `isLocal` of a rule).
 */
export function fitTogether(parts: readonly (Digest | undefined)[]): boolean {
  const seen = new Set<string>();
  for (const part of parts) {
    if (!part) return false;
    const own = new Set([
      ...part.claims.map((one) => `name ${one}`),
      ...part.wordings.map((one) => `wording ${one}`),
      ...[...part.places].flatMap(([transport, { keys }]) => [...keys].map((key) => `message ${transport} ${key}`)),
    ]);
    for (const one of own) {
      if (seen.has(one)) return false;
      seen.add(one);
    }
    for (const [transport, { pointer }] of part.places)
      if (parts.some((other) => (other?.places.get(transport)?.pointer ?? pointer) !== pointer)) return false;
  }
  return true;
}
