import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAll } from '../emit/writer.ts';
import { openBuilt } from '../load/built.ts';
import { servePreview } from './server.ts';
import type { Preview } from './server.ts';

const scratch = await realpath(await mkdtemp(join(tmpdir(), 'errdex-preview-')));
const servers: Preview[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(scratch, { recursive: true });
});

async function serve(base: string): Promise<Preview> {
  const out = join(scratch, base.replaceAll('/', '_'));
  const files = ['index.html', '404.html', 'shop/A_1/index.html', 'shop/A_1.json', 'shop/~20.md', 'x.css', 'data.bin'];
  await writeAll(
    out,
    files.map((path) => ({ path, content: path })),
    { base },
  );
  await writeFile(join(scratch, 'secret.txt'), 'secret');
  await symlink(join(scratch, 'secret.txt'), join(out, 'link.txt'));
  const folder = await openBuilt(out);
  if (!folder) throw new Error('not built');
  const server = await servePreview(folder, 0);
  servers.push(server);
  return server;
}

/** A request whose path goes out exactly as given. */
function ask(
  server: Preview,
  path: string,
  method = 'GET',
): Promise<{ status: number | undefined; type: string | undefined; location: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(server.address).port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode, type: response.headers['content-type'], location: response.headers.location, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('a preview', () => {
  let root: Preview;
  let below: Preview;
  beforeAll(async () => {
    [root, below] = [await serve('/'), await serve('/docs')];
  });

  it.each([
    ['/', 200, 'text/html; charset=utf-8', 'index.html'],
    ['/?q=x', 200, 'text/html; charset=utf-8', 'index.html'],
    ['/shop/A_1/', 200, 'text/html; charset=utf-8', 'shop/A_1/index.html'],
    ['/shop/A_1.json', 200, 'application/json; charset=utf-8', 'shop/A_1.json'],
    ['/shop/~20.md', 200, 'text/markdown; charset=utf-8', 'shop/~20.md'],
    ['/x.css', 200, 'text/css; charset=utf-8', 'x.css'],
    ['/data.bin', 200, 'application/octet-stream', 'data.bin'],
    ['/nowhere', 404, 'text/html; charset=utf-8', '404.html'],
    ['/shop', 404, 'text/html; charset=utf-8', '404.html'],
    ['/../secret.txt', 404, 'text/html; charset=utf-8', '404.html'],
    ['/%2e%2e/secret.txt', 404, 'text/html; charset=utf-8', '404.html'],
    ['/..%2fsecret.txt', 404, 'text/html; charset=utf-8', '404.html'],
    ['/link.txt', 404, 'text/html; charset=utf-8', '404.html'],
    ['/.errdex', 404, 'text/html; charset=utf-8', '404.html'],
    ['/%00', 404, 'text/html; charset=utf-8', '404.html'],
    ['/%zz', 404, 'text/html; charset=utf-8', '404.html'],
    ['//', 404, 'text/html; charset=utf-8', '404.html'],
  ])('answers %s with %d', async (path, status, type, body) => {
    expect(await ask(root, path)).toEqual({ status, type, location: undefined, body });
  });

  it('sends a folder without a slash on to the one with it', async () => {
    expect(await ask(root, '/shop/A_1')).toMatchObject({ status: 301, location: '/shop/A_1/' });
  });

  it('knows the base path of the build', async () => {
    expect(new URL(below.address).pathname).toBe('/docs/');
    expect(await ask(below, '/docs/')).toMatchObject({ status: 200, body: 'index.html' });
    expect(await ask(below, '/docs/x.css')).toMatchObject({ status: 200 });
    expect(await ask(below, '/docs')).toMatchObject({ status: 301, location: '/docs/' });
    expect(await ask(below, '/x.css')).toMatchObject({ status: 404 });
    expect(await ask(below, '/docsx.css')).toMatchObject({ status: 404 });
  });

  it('answers HEAD without a body and refuses what is neither', async () => {
    expect(await ask(root, '/x.css', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await ask(root, '/x.css', 'POST')).toMatchObject({ status: 405 });
  });

  it('says so when the port is taken', async () => {
    const folder = await openBuilt(join(scratch, '_'));
    if (!folder) throw new Error('not built');
    await expect(servePreview(folder, Number(new URL(root.address).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
