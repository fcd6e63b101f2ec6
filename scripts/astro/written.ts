import type { AstroPrerenderer } from 'astro';
import type { Scribe } from '../emit/scribe.ts';

type PathWithRoute = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>[number];

/** The file of a page, as Astro names it with `build.format: 'directory'`. */
export function fileOf({ pathname, route }: Pick<PathWithRoute, 'pathname' | 'route'>): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (route.type === 'endpoint') return path;
  if (path === '') return 'index.html';
  return /^(?:404|500)$/.test(path) ? `${path}.html` : `${path}/index.html`;
}

/** What Astro is told of a page that is written already: an answer without a body makes no file. */
const done = new Response(null);

/**
 * A way of rendering whose pages are written by a thread, rather than by Astro, which asks the system four times for each and waits for the
 * answers. Other integrations are not told of these pages: for a site in which there are none.
 * @param base path below which the site stands, with or without a slash at its end
 */
export function writtenBy(scribe: Scribe, own: AstroPrerenderer, base: string): AstroPrerenderer {
  const below = base.replace(/\/$/, '').length;
  return {
    ...own,
    async render(request, options) {
      // The rest of the pages is worth no time; who waits for the thread to finish is told why.
      if (scribe.isBroken()) return done;
      const rendered = await own.render(request, options);
      const response = rendered instanceof Response ? rendered : rendered.response;
      if (response.body === null || (response.status >= 300 && response.status < 400)) return rendered;
      const pathname = decodeURI(new URL(request.url).pathname.slice(below));
      await scribe.write(fileOf({ pathname, route: options.routeData }), new Uint8Array(await response.arrayBuffer()));
      return done;
    },
  };
}
