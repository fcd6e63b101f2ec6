import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Message } from '../envelope/node.ts';
import type { Json } from '../model/json.ts';
import { shell } from '../prove/runtimes/shell.ts';
import { tryOut } from '../test/model-fixture.ts';
import type { Tried } from '../test/model-fixture.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';
import { provocationOf } from './provoke.ts';
import type { Provocation } from './provoke.ts';

const execute = promisify(execFile);
// Set up before any test runs against the clock.
await shell.versions('curl');

/** Runs a command line in a shell and reads what `curl -i` prints (RFC 9112, section 2.1). */
async function runShell(run: string): Promise<Message> {
  const { stdout } = await execute('sh', ['-c', `${run} --silent --show-error --max-time 20`], { encoding: 'utf8' });
  const text = stdout.replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  const [start = '', ...lines] = text.slice(0, end).split('\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const body = text.slice(end + 2);
  const isJson = /^content-type:.*json/im.test(text.slice(0, end));
  const status = Number(start.split(' ')[1]);
  return { status, headers, ...(body !== '' && { body: isJson ? (JSON.parse(body) as Json) : body }) };
}

/** Runs a line of JavaScript as its reader would, with the clients that it uses, and gives the first thing that it prints. */
function runScript(run: string): Promise<unknown[]> {
  const open: { close(): void }[] = [];
  class Kept extends WebSocket {
    constructor(address: string) {
      super(address);
      open.push(this);
    }
  }
  const kept = (...args: Parameters<typeof io>): ReturnType<typeof io> => {
    const socket = io(args[0] as string, { ...(args[1] as object), forceNew: true, reconnection: false });
    open.push(socket);
    return socket;
  };
  return new Promise((resolve) => {
    const log = (...printed: unknown[]): void => {
      resolve(printed);
      for (const each of open) each.close();
    };
    runInNewContext(run, { WebSocket: Kept, io: kept, console: { log } });
  });
}

describe.each(['../../catalog', '../emit/fixtures/catalog'])('the commands that the pages of %s show', (folder) => {
  let tried: Tried;
  let mock: Mock;
  let ways: (Provocation & { id: string })[];
  beforeAll(async () => {
    tried = await tryOut(new URL(folder, import.meta.url).pathname);
    mock = await startMock(tried.catalog);
    ways = tried.catalog.services.flatMap((service) =>
      service.codes.flatMap((code) =>
        code.messages
          .filter((message) => message.transport !== 'nested' || message.examples.some(({ carried }) => carried))
          .map((message) => ({ id: `${service.service}/${code.id}`, ...provocationOf(service, code, message, mock.url) })),
      ),
    );
  });
  afterAll(() => mock.close());

  /** A command has done its work when the mock has sent the code in the envelope that stands above the command. */
  const sent = (): (string | undefined)[] =>
    mock.log.events().flatMap((event) => ('code' in event && typeof event.code === 'string' ? [event.code] : []));

  test('provoke the code: curl', async () => {
    const lines = ways.filter(({ language }) => language === 'bash');
    expect(lines.length).toBeGreaterThan(0);
    for (const { id, run, transport } of lines) {
      mock.log.clear();
      const got = await runShell(run);
      expect(sent(), run).toEqual([id]);
      if (transport !== 'http' && transport !== 'task-result') continue;
      const verdict = tried.decoder.decode(got, { transport });
      const read = verdict.candidates.flatMap(({ entry, occurrence }) => [
        `${entry.service}/${entry.code}`,
        ...(occurrence.errors ?? []).map(({ code }) => `${entry.service}/${code}`),
      ]);
      expect(read, `${run}: ${verdict.verdict}`).toContain(id);
    }
  });

  test('provoke the code: WebSocket and socket.io-client', async () => {
    const lines = ways.filter(({ language }) => language === 'javascript');
    expect(lines.length).toBeGreaterThan(0);
    for (const { id, run } of lines) {
      mock.log.clear();
      const printed = await runScript(run);
      expect(printed.length, run).toBeGreaterThan(0);
      expect(sent(), run).toContain(id);
    }
  });
});
