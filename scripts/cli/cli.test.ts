import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from './commands/index.ts';
import { processIo } from './io.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';

const bin = fileURLToPath(new URL('errdex.mjs', import.meta.url));
const cwd = fileURLToPath(new URL('fixtures/', import.meta.url));
const scratch = await realpath(await mkdtemp(join(tmpdir(), 'errdex-cli-')));
afterAll(() => rm(scratch, { recursive: true }));

interface Result {
  code: number | null;
  out: string;
  talk: string;
}

/** Runs errdex as a process of its own, in the folder of the fixtures. */
function errdex(...args: string[]): Promise<Result> {
  return errdexWith({}, ...args);
}

function errdexWith(env: Record<string, string>, ...args: string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env } });
    let out = '';
    let talk = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (talk += part));
    child.on('error', reject).on('close', (code) => resolve({ code, out, talk }));
  });
}

describe('help and mistakes', () => {
  const io: Io = { ...processIo(), out: () => undefined, talk: () => undefined, note: () => undefined, colour: false };

  it.each([
    ['--help', 0, /Commands:/, /^$/],
    ['chek', 2, /^$/, /unknown command 'chek'\n\(Did you mean check\?\)/],
    ['check --catalgo x', 2, /^$/, /unknown option '--catalgo'\n\(Did you mean --catalog\?\)/],
    ['check --format xml', 2, /^$/, /Allowed choices are text, json, sarif, github/],
    ['check --max-warnings many', 2, /^$/, /whole number/],
    ['check extra', 2, /^$/, /too many arguments/],
    ['explain', 2, /^$/, /missing required argument 'code'/],
    ['list --category limitt', 2, /^$/, /Allowed choices are authentication,/],
    ['preview --out nowhere', 2, /^$/, /`nowhere` was not written by errdex; run `errdex build --out nowhere` first/],
    // What is to be typed is one word of a shell, whatever the folder is called.
    ["preview --out it's", 2, /^$/, /run `errdex build --out 'it'\\''s'` first/],
    ['preview --port 65536', 2, /^$/, /there is no port 65536/],
    ['mock --port 65536', 2, /^$/, /there is no port 65536/],
    ['mock --prot 1', 2, /^$/, /unknown option '--prot'\n\(Did you mean --port\?\)/],
    ['build --url nonsense', 2, /^$/, /must be an address/],
  ])('%j exits with %d', async (line, code, out, talk) => {
    const said = { out: '', talk: '' };
    const result = await runProgram(line.split(' '), {
      ...io,
      out: (text) => void (said.out += text),
      talk: (text) => void (said.talk += text),
      note: (text) => void (said.talk += text),
    });
    expect(said.talk).toMatch(talk);
    expect(said.out).toMatch(out);
    expect(result).toBe(code);
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'errdex %s --help shows its examples, and takes what it is listed with',
    async (name, { load, summary, takes }) => {
      const { examples } = await load();
      let out = '';
      const code = await runProgram([name, '--help'], { ...io, out: (text) => void (out += text) });
      expect(code).toBe(0);
      expect(out.split('\n')[0]).toBe(`Usage: errdex ${name} [options]${takes === undefined ? '' : ` ${takes}`}`);
      for (const text of [summary, ...examples.flat()]) expect(out.replaceAll(/\s+/g, ' ')).toContain(text);
      expect(examples.length).toBeGreaterThan(0);
    },
  );
});

describe.concurrent('exit status and streams', () => {
  it.each([
    ['--version', 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    ['check', 0, /^No findings in 3 files\n$/, /^$/],
    ['check --catalog broken', 1, /error\[unknown-key\][^]*error\[duplicate-key\][^]*2 errors in 1 file\n$/, /^$/],
    ['check --catalog nowhere', 1, /error\[catalog-not-found\]: there is no catalog at `nowhere` \(ENOENT\)\n --> nowhere\n/, /^$/],
    ['check --catalog broken --format json', 1, /^\{\n {2}"version": 1,/, /^$/],
    ['check --catalog broken --format sarif', 1, /"ruleId": "unknown-key"/, /^$/],
    ['check --catalog broken --format github', 1, /^::error file=broken\/shop\/service\.yaml,line=8,/, /^$/],
    ['', 2, /^$/, /Commands:/],
    [
      'explain RATE_001',
      0,
      /^RATE_001 {2}Too many requests\nShop, http\n[^]*Retry\? +After 30 s \(not before the wait is over\)\n[^]*Retry-After: 30\n[^]*docs\/shop\/RATE_001\/\n$/,
      /^$/,
    ],
    ['explain rate001 --format md', 0, /^# `RATE_001` Too many requests\n/, /^$/],
    ['explain TOKEN_EXPIRED --format json', 0, /"code": "AUTH_003"/, /^$/],
    [
      'explain AUTH_003',
      2,
      /^$/,
      /2 codes are called `AUTH_003`; say which:\n {2}bank\/AUTH_003 {2}Session was not authorised\n {2}shop\/AUTH_003/,
    ],
    ['explain RATE_002', 2, /^$/, /there is no code `RATE_002`\nDid you mean one of these\?\n {2}shop\/RATE_001\n$/],
    ['explain X --catalog broken', 1, /^$/, /error\[unknown-key\]/],
    [
      'list',
      0,
      /^bank\/AUTH_003 +- +authentication +never +Session was not authorised\nshop\/AUTH_003 +401 [^]*\nshop\/RATE_001 +429/,
      /^3 codes\n$/,
    ],
    ['list --status none', 0, /^bank\/AUTH_003[^\n]*\n$/, /^1 code\n$/],
    ['list --status 401,429 --retry after-delay', 0, /^shop\/RATE_001[^\n]*\n$/, /^1 code\n$/],
    ['list --fatal', 0, /^bank\/AUTH_003[^\n]*\n$/, /^1 code\n$/],
    ['list --no-fatal', 0, /^$/, /^0 codes\n$/],
    ['list --transport http --category limit,timeout --actor client --lifecycle stable', 0, /^shop\/RATE_001[^\n]*\n$/, /^1 code\n$/],
    ['decode received/answer.json', 0, /^certain \(message-slots, line 1\)\nshop\/RATE_001 {2}Too many requests\n/, /^$/],
    ['decode received/answer.json --format json', 0, /^\[\n {2}\{\n {4}"verdict": "certain"/, /^$/],
    ['decode received/answer.json --service bank', 1, /^/, /^$/],
    ['decode received/cut.txt', 1, /The text ends before the message does/, /^$/],
    ['decode received/cut.txt --service shopp', 2, /^$/, /no service `shopp` \(did you mean `shop`\?\)/],
    [
      'decode received/names.txt',
      1,
      /^no known error \(message-text, line 1\)\nBut it names:\nshop\/RATE_001 {2}Too many requests\n/,
      /^$/,
    ],
    ['decode received/names.txt --service bank', 1, /^no known error \(message-text, line 1\)\n$/, /^$/],
    ['decode received/names.txt --format json', 1, /"named": \[\n {6}\{\n {8}"service": "shop",\n {8}"code": "RATE_001",/, /^$/],
    ['decode nowhere.json', 2, /^$/, /`nowhere.json` cannot be read \(ENOENT\)/],
    ['list --service shopp', 2, /^$/, /no service `shopp` \(did you mean `shop`\?\); the services are bank, shop/],
    ['list --service shop --format json', 0, /"service": "shop"/, /^$/],
  ])('errdex %s exits with %d', async (line, code, out, talk) => {
    const result = await errdex(...line.split(' ').filter((part) => part !== ''));
    expect(result.talk).toMatch(talk);
    expect(result.out).toMatch(out);
    expect(result.code).toBe(code);
  });
});

describe('what is printed for programs', () => {
  it('is JSON that leads back to the place', async () => {
    const { out } = await errdex('check', '--catalog', 'broken', '--format', 'json');
    const report = JSON.parse(out) as { summary: object; findings: { rule: string }[] };
    expect(report.summary).toEqual({ errors: 2, warnings: 0, infos: 0, files: 1 });
    expect(report.findings[0]).toMatchObject({
      rule: 'unknown-key',
      severity: 'error',
      file: 'broken/shop/service.yaml',
      line: 8,
      column: 5,
      unit: 'shop',
      pointer: '/codes/AUTH_003/categry',
      suggest: 'category',
    });
  });

  it('may be cut off by the reader', async () => {
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, [bin, 'explain', 'RATE_001', '--format', 'json'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      let talk = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => (talk += part));
      child.stdout.destroy();
      child.on('close', (status) => resolve(`${status} ${talk}`));
    });
    expect(code).toBe('0 ');
  });
});

describe('a bug', () => {
  it('is one line that says how to report it, without a stack, and exits with 70', async () => {
    // An exception that nobody can catch: thrown by a timer, before the command is done.
    const late = `data:text/javascript,setTimeout(()=>{throw new Error('too late')})`;
    const { code, out, talk } = await errdexWith({ NODE_OPTIONS: `--import ${late.replaceAll(' ', '%20')}` }, 'check');
    expect([code, out]).toEqual([70, '']);
    expect(talk).toBe('errdex: internal error: too late (a bug of errdex: please report it with the output of ERRDEX_DEBUG=1)\n');
  });
});

describe('init', () => {
  it.each(['yaml', 'ts'])('writes a catalog in %s without a finding, that can be built', async (lang) => {
    const folder = join(scratch, `new-${lang}`);
    expect(await errdex('init', folder, '--lang', lang)).toMatchObject({ code: 0, out: `${join(folder, `shop/service.${lang}`)}\n` });
    expect(await errdex('check', '--catalog', folder)).toEqual({ code: 0, out: 'No findings in 1 file\n', talk: '' });
    const out = join(scratch, `new-${lang}-out`);
    expect(await errdex('build', '--quiet', '--no-site', '--catalog', folder, '--out', out)).toEqual({ code: 0, out: '', talk: '' });
    expect(await readFile(join(folder, `shop/service.${lang}`), 'utf8')).toMatch(/(#|\/\/) What a message looks like on the wire/);
  });

  it('writes the same codes in both languages', async () => {
    const [yaml, ts] = await Promise.all(
      ['yaml', 'ts'].map(async (lang) => {
        const folder = join(scratch, `same-${lang}`);
        await errdex('init', folder, '--lang', lang);
        return (await errdex('list', '--catalog', folder, '--format', 'json')).out.replaceAll(/"(file|line)": .*/g, '');
      }),
    );
    expect(yaml).toContain('OUT_OF_STOCK');
    expect(ts).toBe(yaml);
  });

  it('touches no catalog that is there, and no file that is in the way', async () => {
    expect(await errdex('init')).toMatchObject({ code: 2, out: '', talk: 'errdex: there is a catalog in `catalog` already\n' });
    const folder = join(scratch, 'taken');
    await mkdir(folder);
    await writeFile(join(folder, 'shop'), 'mine');
    const { code, talk } = await errdex('init', folder);
    expect(code).toBe(2);
    expect(talk).toContain('is in the way; nothing was written');
    expect(await readFile(join(folder, 'shop'), 'utf8')).toBe('mine');
  });

  it.each([
    ['ts', 'service.ts'],
    ['', 'service.yaml'],
  ])('asks whoever sits at the terminal: %j', async (answer, file) => {
    const folder = join(scratch, `asked-${file}`);
    let asked = '';
    const ask = (question: string): Promise<string> => Promise.resolve(((asked += question), answer));
    const quiet = { out: () => undefined, talk: () => undefined, note: () => undefined };
    expect(await runProgram(['init', folder], { ...processIo(), ...quiet, ask })).toBe(0);
    expect(asked).toBe('YAML or TypeScript? [yaml/ts] ');
    expect(await readdir(join(folder, 'shop'))).toEqual([file]);
  });
});

describe('build', () => {
  it('writes artifacts, and the same again to the byte', async () => {
    const folders = [join(scratch, 'one'), join(scratch, 'two')] as const;
    for (const out of folders) {
      const { code, out: data, talk } = await errdex('build', '--no-site', '--out', out);
      expect([code, data]).toEqual([0, '']);
      expect(talk).toMatch(/^errdex: building all but the site\nerrdex: 3 codes of 2 services, \d+ artifacts in /);
    }
    const files = (await readdir(folders[0], { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(5);
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      expect(await readFile(path.replace(folders[0], folders[1])), path).toEqual(await readFile(path));
    }
    expect(await readFile(join(folders[0], '.errdex'), 'utf8')).toBe('{"generator":"errdex","base":"/docs"}\n');
  });

  it('with an error leaves the last good output alone', async () => {
    const out = join(scratch, 'kept');
    await errdex('build', '--no-site', '--out', out);
    const before = await readdir(out, { recursive: true });
    const { code, out: data, talk } = await errdex('build', '--catalog', 'broken', '--no-site', '--out', out);
    expect(code).toBe(1);
    expect(data).toContain('error[unknown-key]');
    expect(talk).toContain('nothing was written');
    expect(await readdir(out, { recursive: true })).toEqual(before);
  });

  it('refuses a folder of somebody else', async () => {
    const { code, out } = await errdex('build', '--no-site', '--out', cwd);
    expect(code).toBe(1);
    expect(out).toContain('error[output-foreign]');
  });
});
