import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { decode } from './commands/decode.ts';

const bin = fileURLToPath(new URL('errdex.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'errdex-help-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file below the folder in which the examples run. */
function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text, { mode });
}

const body = '{"code":"OUT","message":"No kettle is left"}';
// The service, the operation and the files that the examples name; `curl` answers without a network.
write(
  'catalog/billing/service.yaml',
  `service: billing
title: Billing
envelopes: { http: { transport: http, status: $status, body: { code: $code, message: $message } } }
operations: { placeOrder: { method: POST, path: /orders } }
codes:
  OUT:
    title: Nothing is left
    summary: There is none of what was ordered, so nothing was ordered and nothing is to be paid.
    advice: [Order something else.]
    status: 409
    category: conflict
    message: No {what} is left
    params: { what: { type: string, description: what was ordered, example: kettle } }
    retry: { when: after-change }
    effect: nothing
    actor: end-user
    causes: [{ cause: Somebody was faster., fix: Order something else. }]
    raisedBy: [placeOrder]
`,
);
write('answer.json', body);
write('worker.log', `2026-11-21 10:00:00 INFO start\n2026-11-21 10:00:01 ERROR answer: ${body}\n`);
write('bin/errdex', `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, 0o755);
write('bin/curl', `#!/bin/sh\nprintf 'HTTP/1.1 409 Conflict\\r\\ncontent-type: application/json\\r\\n\\r\\n%s' '${body}'\n`, 0o755);

test.each(decode.examples)('`%s` does what the help says', (line) => {
  const path = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: path } });
  expect(stdout + stderr).toMatch(/\bcertain\b[^]*\bOUT\b/);
  expect(stdout + stderr).toContain('kettle');
  expect(status).toBe(0);
});
