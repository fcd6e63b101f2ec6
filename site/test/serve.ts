import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The headers that a site wants for all its files: the first rule of `_headers`, as static hosts read it. */
function headersOf(root: string): Record<string, string> {
  const file = join(root, '_headers');
  const [, rule = ''] = existsSync(file) ? readFileSync(file, 'utf8').split(/^\S.*\n/m) : [];
  return Object.fromEntries([...rule.matchAll(/^ +([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

/** Serves a built site as a plain web server does: folders by their index, unknown addresses by 404.html, all with its headers. */
export async function serve(root: string): Promise<{ origin: string; close: () => void }> {
  const headers = headersOf(root);
  const server = createServer((request, response) => {
    const path = join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    const found = existsSync(file);
    const sent = found ? file : join(root, '404.html');
    response.writeHead(found ? 200 : 404, { ...headers, 'content-type': types[extname(sent)] ?? 'text/plain' });
    response.end(readFileSync(sent));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}
