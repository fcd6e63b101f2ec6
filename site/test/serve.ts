import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

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

/** A line that is slow: pages come in this many pieces, so that a browser paints what is not yet whole. */
export interface Line {
  pieces: number;
  /** Milliseconds between two of them. */
  pause: number;
}

/** Pieces end with a tag: that half a word stood in another line than the whole one does is not the fault of a page. */
async function send(response: ServerResponse, bytes: Buffer, { pieces, pause }: Line): Promise<void> {
  const size = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('>', at + size) + 1 || bytes.length;
    response.write(bytes.subarray(at, end));
    at = end;
    await setTimeout(pause);
  }
  response.end();
}

/**
 * Serves a built site as a plain web server does: folders by their index, unknown addresses by 404.html, all with its headers.
 * @param line how its pages arrive; without, at once
 */
export async function serve(root: string, line?: Line): Promise<{ origin: string; close: () => void }> {
  const headers = headersOf(root);
  const server = createServer((request, response) => {
    const path = join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    const found = existsSync(file);
    const sent = found ? file : join(root, '404.html');
    response.writeHead(found ? 200 : 404, { ...headers, 'content-type': types[extname(sent)] ?? 'text/plain' });
    const bytes = readFileSync(sent);
    if (line && extname(sent) === '.html') void send(response, bytes, line);
    else response.end(bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}
