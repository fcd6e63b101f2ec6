import type { Connect, Plugin } from 'vite';
import { tellState } from './late-page.ts';
import type { Live } from './live.ts';
import { isOurs } from './our-pages.ts';

type Response = Parameters<Connect.NextHandleFunction>[1];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Says what is wrong, and is told by Vite's client when to ask again. */
function html(message: string, base: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>The catalog has errors</title>
<script type="module">
import { createHotContext } from "${base}@vite/client";
${tellState("createHotContext('/errdex')")}</script>
</head>
<body>
<h1>The catalog has errors</h1>
<p>The pages come as soon as they are mended.</p>
<pre style="white-space: pre-wrap">${escaped(message)}</pre>
</body>
</html>
`;
}

/**
 * In development, while there has been no good state of the catalog: what is wrong with it, in the place of every page.
 * @param getRoot gives the path below which the pages stand, without a slash at the end
 */
export function findingsPage(live: Live, getRoot: () => string): Plugin {
  return {
    name: 'errdex:findings',
    apply: 'serve',
    configureServer(server) {
      const serve = async (request: Connect.IncomingMessage, response: Response, next: Connect.NextFunction): Promise<void> => {
        const problem = isOurs(request, getRoot(), server.config.base) ? await live.get().then(() => undefined, String) : undefined;
        if (problem === undefined) {
          next();
          return;
        }
        response.statusCode = 500;
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(html(problem, server.config.base));
      };
      server.middlewares.use((request, response, next) => void serve(request, response, next));
    },
  };
}
