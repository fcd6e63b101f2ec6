import type { AstroPrerenderer } from 'astro';
import { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { pathToFileURL } from 'node:url';

/** Astro's program, as its build makes it (`astro/entrypoints/prerender`). */
interface PageModule {
  readonly app: ConstructorParameters<typeof StaticPaths>[0] & {
    readonly manifest: { readonly pageMap?: Map<string, () => Promise<unknown>> };
    setInternals(internals: { pagesByKeys: ReadonlyMap<string, unknown> }): void;
    setOptions(options: { settings: { scripts: [] }; logger: { options: { destination: { write: () => void } } } }): void;
    render(request: Request, options: { routeData: unknown }): Promise<Response>;
  };
}

/** A page, as Astro tells of it. */
export type PagePath = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>[number];

/** Where the site stands. */
export interface Place {
  /** Path below which it is served. */
  readonly base: string;
  /** Its origin. */
  readonly site: string | undefined;
}

/** The program that renders the pages of a catalog. */
export interface PageProgram {
  /** All pages; the same catalog gives the same ones in the same order. */
  paths(): Promise<PagePath[]>;
  /** The bytes of a page; undefined where there are none. */
  render(page: PagePath): Promise<Uint8Array | undefined>;
}

/** The style sheets of each kind of page, by Astro's key for it. */
export type PageStyles = readonly (readonly [key: string, styles: readonly unknown[]])[];

/**
 * Starts the program that the bundler has made, as Astro's build does.
 * @param entry the module that gives Astro's `app`, absolute
 * @throws whatever the module does: a kept one may be taken away by another build at any moment
 */
export async function startProgram(entry: string, styles: PageStyles, { base, site }: Place): Promise<PageProgram> {
  process.env['NODE_ENV'] ??= 'production';
  const { app } = (await import(pathToFileURL(entry).href)) as PageModule;
  // Nobody listens: what Astro says of a page, it has said when the bundle was made.
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => undefined } } } });
  app.setInternals({ pagesByKeys: new Map(styles.map(([key, own]) => [key, { styles: own }])) });
  // Astro asks for the module of a page each time anew, and Node looks for it each time anew.
  for (const [path, load] of app.manifest.pageMap ?? []) {
    let loaded: Promise<unknown> | undefined;
    app.manifest.pageMap?.set(path, () => (loaded ??= load()));
  }
  const root = base.replace(/\/$/, '');
  return {
    paths: async () => await new StaticPaths(app).getAll(),
    async render({ pathname, route }) {
      const path = pathname.replace(/^\/|\/$/g, '');
      const url = new URL(`${root}/${path === '' ? '' : `${path}/`}`, site ?? 'http://localhost:4321');
      const response = await app.render(new Request(url), { routeData: route });
      if (response.status >= 300 && response.status < 400) throw new Error(`the page ${path} is a redirect of the server`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length > 0 ? bytes : undefined;
    },
  };
}

/** The file of a page, as Astro names it with `build.format: 'directory'`. */
export function fileOf({ pathname, route }: Pick<PagePath, 'pathname' | 'route'>): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (route.type === 'endpoint') return path;
  if (path === '') return 'index.html';
  return /^(?:404|500)$/.test(path) ? `${path}.html` : `${path}/index.html`;
}
