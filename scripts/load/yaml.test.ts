import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isObject } from '../model/json.ts';
import { parseYaml } from './yaml.ts';
import { loadCatalog } from './index.ts';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const traps = await loadCatalog(`${fixtures}traps`);

function valueOf(unit: string): Record<string, unknown> {
  const value = traps.value?.services.find((service) => service.unit === unit)?.value;
  if (!isObject(value)) throw new Error(`fixture ${unit} was not loaded`);
  return value;
}

function found(file: string): string[] {
  return traps.diagnostics
    .filter((one) => one.at.span?.file === file)
    .map((one) => `${one.at.span?.line}:${one.at.span?.column} ${one.rule} ${one.message}`);
}

function parse(text: string) {
  return parseYaml({ file: 'x.yaml', path: '/x.yaml', text }, 'x');
}

describe('keys', () => {
  it('are taken as written', () => {
    const codes = valueOf('keys')['codes'];
    expect(Object.keys(codes ?? {}).toSorted()).toEqual(
      [
        '001',
        '1',
        '0x1F',
        '1e3',
        '.5',
        'null',
        '~',
        'yes',
        'quo ted',
        'é',
        '__proto__',
        'constructor',
        '-32602',
        'err:x:y',
        'key?',
        '...',
        'block',
      ].toSorted(),
    );
    expect(JSON.stringify(codes)).toContain('"__proto__":{"title":"prototype"}');
    expect(Object.getPrototypeOf(codes)).toBe(Object.prototype);
  });

  it('give no finding in the whole file', () => expect(found('keys/service.yaml')).toEqual([]));
});

describe('values', () => {
  it('that JSON cannot hold are findings, each at its place', () => {
    expect(found('values/service.yaml')).toEqual([
      '3:6 yaml-value `12345678901234567890` is too large to be kept exactly as a number',
      '5:8 yaml-value `007` would lose its leading zero',
      '6:6 yaml-value `.nan` is not a number of JSON',
      '7:11 yaml-value `-.inf` is not a number of JSON',
      '9:15 yaml-tag tag `!!str` is not supported',
      '10:16 yaml-tag tag `!thing` is not supported',
      '12:12 yaml-tag tag `!point` is not supported',
      '16:22 duplicate-key key `twice` appears twice',
      '17:1 duplicate-key key `twice` appears twice',
      '18:3 yaml-key a list, a map, an alias or a tagged value is no key',
      '20:1 yaml-key a key is missing',
    ]);
  });

  it('keep dates as text and the first of repeated keys', () => {
    expect(valueOf('values')).toMatchObject({ date: '2026-12-31', safe: 9007199254740991, minus: 0, twice: 1 });
  });
});

describe('aliases', () => {
  it('and merge keys are copied where they stand', () => {
    expect(valueOf('aliases')).toMatchObject({
      merged: { status: 422, category: 'validation', deep: { x: 1 } },
      several: { status: 400, category: 'validation', actor: 'client' },
      quoted: { '<<': 'literal' },
      copy: { status: 400, category: 'validation', deep: { x: 1 } },
    });
  });

  it('lead the position to where the value stands', () => {
    const unit = traps.value?.services.find((service) => service.unit === 'aliases');
    expect(unit?.locate(['merged', 'deep', 'x'])).toMatchObject({ line: 2, column: 61 });
    expect(unit?.locate(['merged', 'status'])).toMatchObject({ line: 6, column: 11 });
  });

  it('without an anchor, and those that contain themselves, are findings', () => {
    expect(found('aliases/service.yaml')).toEqual([
      '11:7 yaml-alias there is no anchor `&nowhere` before this alias',
      '12:22 yaml-alias `*loop` contains itself',
      '14:7 yaml-alias `<<` takes a map, an alias of one, or a list of those',
    ]);
  });

  it('cannot swell', async () => {
    const bomb = await loadCatalog(`${fixtures}bomb`);
    expect(bomb.diagnostics.map((one) => one.rule)).toEqual(['yaml-alias']);
    expect(JSON.stringify(bomb.value?.services[0]?.value).length).toBeLessThan(1_000_000);
  });
});

describe('syntax', () => {
  it('errors are all reported, and the unit is left out', () => {
    expect(found('syntax/service.yaml').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '4:19 yaml-syntax',
      '7:22 yaml-syntax',
      '8:1 yaml-syntax',
    ]);
    expect(traps.value?.services.map((service) => service.unit)).toEqual(['aliases', 'keys', 'values']);
    expect(traps.value?.incomplete).toEqual(['syntax']);
  });

  it.each([
    ['# nothing\n', 'file-empty'],
    ['a: 1\n---\nb: 2\n', 'yaml-syntax'],
    ['%YAML 1.1\n---\na: yes\n', 'yaml-syntax'],
    ['"a: 1\n', 'yaml-syntax'],
    [`a: ${'['.repeat(20_000)}`, 'yaml-syntax'],
    [`a: ${'['.repeat(150)}${']'.repeat(150)}`, 'yaml-value'],
  ])('%j is a finding', (text, rule) => expect(parse(text).diagnostics.map((one) => one.rule)).toContain(rule));
});

describe('positions', () => {
  const parsed = parse('a:\r\n  - x: 1\r\n    empty:\r\n  - 字: "é"\r\n').value;
  it.each([
    [['a', 0, 'x'], false, '2:8-2:9'],
    [['a', 0, 'x'], true, '2:5-2:6'],
    [['a', 0, 'empty'], false, '3:5-3:10'],
    [['a', 1, '字'], false, '4:8-4:11'],
    [['a', 0, 'missing', 'deeper'], false, '2:5-3:11'],
    [['nowhere'], false, '1:1-5:1'],
  ])('of %j (key: %s) is %s', (path, key, want) => {
    const span = parsed?.locate(path, key);
    expect(`${span?.line}:${span?.column}-${span?.endLine}:${span?.endColumn}`).toBe(want);
  });
});
