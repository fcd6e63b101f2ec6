import type { Plugin } from 'vite';
import { emit } from '../emit/index.ts';
import type { Live } from './live.ts';

const types: Readonly<Record<string, string>> = { json: 'application/json', md: 'text/markdown; charset=utf-8', txt: 'text/plain; charset=utf-8' };

/** In development there is no folder of artifacts: each is made when it is asked for, so that no link of a page leads nowhere. */
export function artifactServer(live: Live, getRoot: () => string): Plugin {
  return {
    name: 'errdex:artifacts',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.originalUrl ?? request.url ?? '/', 'http://localhost');
        const type = types[/\.(\w+)$/.exec(pathname)?.[1] ?? ''];
        const root = `${getRoot()}/`;
        if (type === undefined || !pathname.startsWith(root)) return next();
        const wanted = pathname.slice(root.length);
        live.get().then(
          ({ catalog }) => {
            for (const { path, content } of emit(catalog)) {
              if (path !== wanted) continue;
              response.setHeader('content-type', type);
              response.end(content);
              return;
            }
            next();
          },
          () => next(),
        );
      });
    },
  };
}
