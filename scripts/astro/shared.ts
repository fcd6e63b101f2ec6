import { randomUUID } from 'node:crypto';
import type { CardText } from '../card/card.ts';
import type { GuideProblem } from '../check/guide-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';

/**
 * Where the pages find the catalog. They run in the same process as the integration, but Vite bundles them, so the two share no module;
 * the text of a large catalog in the bundle would be parsed, copied and kept several times over (100 MB for 10,000 codes).
 * The global symbol registry is what both sides have in common.
 */
const place = Symbol.for('errdex.catalogs');

/** What is on the pictures of pages that are rendered already, by path. */
export type Waiting = Map<string, CardText>;

/** Takes what is on the picture of a page, by its path. */
export interface CardSink {
  set(path: string, text: CardText): unknown;
}

/** Pages that are made together. */
export interface PageGroup {
  /** The second line of the `cacheKey` of each. */
  readonly key: string;
  /** Whether all of them are taken over: then none is to be listed. */
  readonly isKept: boolean;
}

/** Takes over all pages that were made together from some things, where those are as they were. */
export type GroupOf = (things: readonly unknown[]) => PageGroup;

interface Shared {
  readonly catalog: CompiledCatalog;
  /** Pages say here what is on their pictures for social networks, by path; absent where there are none. */
  readonly cards?: CardSink;
  /** Takes over pages that are made together; absent where no page is taken over. */
  readonly groupOf?: GroupOf;
}
interface Registry {
  readonly catalogs: Map<string, Shared>;
  /** What went wrong in guides, by the same id: the pages add to it. */
  readonly problems: Map<string, GuideProblem[]>;
  readonly prints: Map<string, MadeFrom>;
  /** By the same id, who is told of another catalog in the place of the one before: one in each environment. */
  readonly followers: Map<string, Map<string, () => void>>;
}

function registry(): Registry {
  const shared = globalThis as { [place]?: Registry };
  return (shared[place] ??= { catalogs: new Map(), problems: new Map(), prints: new Map(), followers: new Map() });
}

/** One catalog, shared with the pages that are built from it. */
export interface SharedCatalog {
  /** Its name, which a bundle that is kept brings with it. */
  readonly id: string;
  /** JavaScript expression that gives `{ catalog, cards, groupOf }`, for the code of a module. */
  readonly expression: string;
  /** The same for the list to which the pages add what went wrong in guides. */
  readonly problemList: string;
  /** The same for what gives the prints of pages. */
  readonly prints: string;
  /** A statement that has other statements run whenever there is another catalog. Of each environment, those are that were the last to come. */
  following(this: void, environment: string, statements: string): string;
  /** Puts a catalog there, in the place of the one before. */
  set(shared: Shared): void;
  /** Adds what went wrong on pages that were rendered with the catalog before this one. */
  add(problems: readonly GuideProblem[]): void;
  /** What went wrong in guides so far, each once. */
  problems(): GuideProblem[];
  /** Lets go of it, when the pages are built. */
  remove(): void;
}

/** What a page depends on, as one text; see `scripts/cache/prints.ts`. */
type MadeFrom = (things: readonly unknown[]) => string;

/**
 * A place for a catalog, apart from those of other builds in this process.
 * @param print gives the print of a page; absent where no page is taken over
 * @param id the name that a kept bundle has for it. A bundle of our own gets a new one: Node keeps those of earlier builds, which must not be
 * taken for those of a later one.
 */
export function shareCatalog(print?: MadeFrom, id: string = randomUUID()): SharedCatalog {
  const all = registry();
  if (print) all.prints.set(id, print);
  all.followers.set(id, new Map());
  const get = (map: keyof Registry): string =>
    `globalThis[Symbol.for(${JSON.stringify(place.description)})].${map}.get(${JSON.stringify(id)})`;
  return {
    id,
    expression: get('catalogs'),
    prints: get('prints'),
    problemList: get('problems'),
    following: (environment, statements) => `${get('followers')}.set(${JSON.stringify(environment)}, () => { ${statements} });`,
    add: (problems) => all.problems.get(id)?.push(...problems),
    problems: () => [...new Map((all.problems.get(id) ?? []).map((one) => [`${one.file} ${one.message}`, one])).values()],
    set: (one) => {
      all.catalogs.set(id, one);
      all.problems.set(id, []);
      for (const follow of all.followers.get(id)?.values() ?? []) follow();
    },
    remove: () => {
      all.catalogs.delete(id);
      all.problems.delete(id);
      all.prints.delete(id);
      all.followers.delete(id);
    },
  };
}
