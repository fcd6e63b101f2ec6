import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { BuiltFolder } from '../load/built.ts';

/** Media types of what a build writes (IANA). */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};

/** A running preview. */
export interface Preview {
  /** Where the site is: `http://127.0.0.1:4321/docs/`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a built folder on this machine only, as a static host would.
 * @throws the system's error where the port cannot be had (`EADDRINUSE`, `EACCES`)
 */
export async function servePreview(folder: BuiltFolder, port: number): Promise<Preview> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/s, '');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    folder.answer(path).then(
      ({ status, file, content, location }) => {
        response.writeHead(status, {
          'content-type': types[extname(file).toLowerCase()] ?? 'application/octet-stream',
          'content-length': content.length,
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
          ...(location !== undefined && { location }),
        });
        response.end(request.method === 'HEAD' ? undefined : content);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${actual}${folder.base.endsWith('/') ? folder.base : `${folder.base}/`}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
