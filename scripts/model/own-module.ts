/**
 * A module of the tool that is started as a program of its own: a thread, a harness, what catalogs import.
 * @param path below `scripts/` or below `lib/` of the published package, which has folders of the same depth: `share/thread`, without the ending
 */
export function ownModule(path: string): URL {
  return new URL(`../${path}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
