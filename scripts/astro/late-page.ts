import type { Connect, ViteDevServer } from 'vite';
import { isOurs } from './our-pages.ts';

/** The name under which a page is told which state of the catalog it shows, and under which its browser says so. */
const name = 'errdex';

/**
 * What a page runs in development: says which state of the catalog it shows as soon as it is told of others.
 * The state stands in the header `Server-Timing` of the page (W3C Server Timing), which is there for the page and not in it.
 * @param hot JavaScript expression for Vite's client
 */
export const tellState = (hot: string): string => `
const [navigation] = performance.getEntriesByType('navigation');
const state = navigation?.serverTiming?.find(({ name }) => name === '${name}')?.description;
if (state) ${hot}.send('${name}:state', state);
`;

/**
 * Has a page load itself again that was asked for before an edit and is told of edits only since: what browsers are told while one of them
 * loads its page, that page does not hear.
 * @param getRoot gives the path below which the pages stand, without a slash at the end
 * @returns to be called for every new state, before the pages can show it
 */
export function followLatePages(server: ViteDevServer, getRoot: () => string): () => void {
  let state = 1;
  const tell: Connect.NextHandleFunction = (request, response, next) => {
    if (isOurs(request, getRoot(), server.config.base)) response.setHeader('Server-Timing', `${name};desc="${String(state)}"`);
    next();
  };
  server.middlewares.use(tell);
  server.environments.client.hot.on(`${name}:state`, (shown, client) => {
    if (shown !== String(state)) client.send({ type: 'full-reload' });
  });
  return () => {
    state += 1;
  };
}
