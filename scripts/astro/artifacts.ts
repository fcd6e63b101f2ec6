import type { Connect, Plugin } from 'vite';
import { outputs } from '../emit/index.ts';
import { singly } from '../emit/types.ts';
import type { Live } from './live.ts';

/** Media types of what may be asked for (IANA). */
const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  ico: 'image/vnd.microsoft.icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** In development there is no folder of artifacts: each is made when it is asked for, so that no link of a page leads nowhere. */
export function artifactServer(live: Live, getRoot: () => string): Plugin {
  async function find(wanted: string): Promise<string | Uint8Array | undefined> {
    const source = await live.get().catch(() => undefined);
    if (source) for (const file of singly(outputs(source.catalog, 'whole', source.assets))) if (file.path === wanted) return file.content;
    return undefined;
  }
  const serve = async (
    request: Connect.IncomingMessage,
    response: Parameters<Connect.NextHandleFunction>[1],
    next: Connect.NextFunction,
  ): Promise<void> => {
    const { pathname } = new URL(request.originalUrl ?? request.url ?? '/', 'http://localhost');
    const type = types[/\.(\w+)$/.exec(pathname)?.[1] ?? ''];
    const root = `${getRoot()}/`;
    const content = type !== undefined && pathname.startsWith(root) ? await find(pathname.slice(root.length)) : undefined;
    if (type === undefined || content === undefined) {
      next();
      return;
    }
    response.setHeader('content-type', type);
    response.end(content);
  };
  return {
    name: 'errdex:artifacts',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => void serve(request, response, next));
    },
  };
}
