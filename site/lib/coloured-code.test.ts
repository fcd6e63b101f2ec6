import { describe, expect, it, vi } from 'vitest';
import { colouredLines } from './coloured-code.ts';
import { highlight } from './highlight.ts';

vi.mock('./highlight.ts', async (original) => ({ highlight: vi.fn((await original<{ highlight: typeof highlight }>()).highlight) }));

const codes: readonly (readonly [language: string, code: (name: string) => string])[] = [
  ['bash', (name) => `curl -i http://127.0.0.1:4010/shop/${name}`],
  ['bash', (name) => `curl -i -X POST 'http://127.0.0.1:4010/shop/${name}' \\\n  -d '{"code":"${name}"}'`],
  ['javascript', (name) => `new WebSocket("ws://127.0.0.1:4010/shop/${name}").onmessage = ({ data }) => console.log(data);`],
  ['javascript', (name) => `io("http://127.0.0.1:4010", { auth: { mock: {"code":"${name}","envelope":"ack"} } }).onAny(console.log);`],
  ['python', (name) => `urlopen('http://127.0.0.1:4010/shop/${name}')`],
  ['json', (name) => `{"code": "${name}"}`],
];
const names = ['AUTH_003', 'RATE_LIMIT', 'session_expired', 'const', 'http', 'curl', 'code', 'for', 'e2', '1008', '-32601', 'a.b', 'ANY_NAME_0', 'X'];

describe('code that has a name in it', () => {
  it.each(codes)('is coloured in %s as it is without knowing of the name', (language, code) => {
    for (const name of names) expect(colouredLines(language, code(name), name)).toEqual(colouredLines(language, code(name)));
  });

  it.each(codes)('is tokenised once in %s, whatever the name', (language, code) => {
    const counted = vi.mocked(highlight).mockClear();
    for (const name of ['FRESH_1', 'FRESH_2', 'FRESH_3']) colouredLines(language, `${code(name)} `, name);
    expect(counted).toHaveBeenCalledTimes(1);
    for (const name of ['FRESH_1', 'FRESH_2', 'FRESH_3']) colouredLines(language, `${code(name)} `);
    expect(counted).toHaveBeenCalledTimes(4);
  });

  it('is coloured without regard to a name that is more than a word in it', () => {
    const code = 'const http = require("http");';
    expect(colouredLines('javascript', code, 'http')).toEqual(colouredLines('javascript', code));
    expect(colouredLines('javascript', code, 'const')).toEqual(colouredLines('javascript', code));
  });
});
