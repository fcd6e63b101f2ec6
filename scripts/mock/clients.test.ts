import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { pythonOf } from '../prove/runtimes/python.ts';
import { shell } from '../prove/runtimes/shell.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';

const execute = promisify(execFile);

// Set up before any test runs against the clock.
const python = await pythonOf();
await shell.versions('curl');

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(await compiled('fixture'));
});
afterAll(() => mock.close());

/** A client of another language: waits are asked for and not kept, so that the test costs no time. */
const PYTHON = `
import http.client, json, sys
from urllib.parse import urlsplit
base = urlsplit(sys.argv[1])

def ask(method, path, body=None, headers={}):
    connection = http.client.HTTPConnection(base.hostname, base.port, timeout=20)
    connection.request(method, base.path + path, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    return response.status, response.headers, json.loads(text) if text else None

seen = []
for attempt in range(5):
    status, headers, body = ask("PUT", "/things/7", json.dumps({"id": 7}), {"Content-Type": "application/json"})
    seen.append([status, body.get("code"), headers.get("Retry-After")])
    if status < 400:
        break
print(json.dumps(seen))
`;

test('Python (http.client) retries as often as it must', async () => {
  mock.scenario('python', { code: 'shop/RATE_LIMIT', envelope: 'http', fail: 2 });
  const { stdout } = await execute(python, ['-c', PYTHON, `${mock.url}/~at/python`], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([
    [429, 'RATE_LIMIT', '38'],
    [429, 'RATE_LIMIT', '19'],
    [200, null, null],
  ]);
  expect(mock.log.events('python')).toMatchObject(
    [429, 429, 200].map((status) => ({ method: 'PUT', path: '/things/7', body: '{"id": 7}', status })),
  );
});

test('curl asks with every way of choosing a code', async () => {
  const status = async (...args: string[]): Promise<string> => {
    const { stdout } = await execute('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--max-time', '20', ...args], {
      encoding: 'utf8',
    });
    return stdout;
  };
  expect(await status(`${mock.url}/shop/RATE_LIMIT`)).toBe('429');
  expect(await status('-X', 'PUT', `${mock.url}/things/7`, '-H', 'Prefer: code=RATE_LIMIT')).toBe('429');
  expect(await status('-X', 'PUT', `${mock.url}/things/7`, '-H', 'Mock-Code: RATE_LIMIT')).toBe('429');
  expect(await status('-X', 'PUT', `${mock.url}/things/7`)).toBe('200');
  expect(await status('-I', `${mock.url}/shop/RATE_LIMIT`)).toBe('429');
  expect(await status('--http1.0', `${mock.url}/shop/RATE_LIMIT`)).toBe('429');
});

test('curl reads the stream of server-sent events to its end', async () => {
  const { stdout } = await execute('curl', ['-sN', '--max-time', '20', '-H', 'Accept: text/event-stream', `${mock.url}/shop/RATE_LIMIT`], {
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/^event: error\nid: .+\ndata: \{"code":"RATE_LIMIT".*\}\n\nevent: mock\ndata: \{"ok":true\}\n\n$/s);
});
