import { describe, expect, test } from 'vitest';
import { rules } from '../check/rules/index.ts';
import { commands } from '../cli/commands/index.ts';
import { reportFormats } from '../cli/format/index.ts';
import { pasteWays } from '../decode/ways/index.ts';
import { formats } from '../emit/index.ts';
import { builtinEnvelopes } from '../envelope/builtin/index.ts';
import { transportSpecs } from '../envelope/transports/index.ts';
import { mockTransports } from '../mock/transports/index.ts';
import { isObject } from '../model/json.ts';
import { transports } from '../model/vocabulary.ts';
import { filesIn, isTest, readSource } from './sources.ts';

interface Registry {
  what: string;
  folder: string;
  /** The units by name, in the order of the array. */
  units: readonly (readonly [name: string, unit: unknown])[];
  /** Keys that an exported value has when it is a unit: what a file that somebody forgot to register is known by. */
  keys: readonly string[];
}

const registries: readonly Registry[] = [
  {
    what: 'lint rules',
    folder: 'scripts/check/rules',
    units: rules.map((rule) => [rule.id, rule]),
    keys: ['id', 'severity', 'examples'],
  },
  {
    what: 'transports',
    folder: 'scripts/envelope/transports',
    units: transportSpecs.map((spec) => [spec.name, spec]),
    keys: ['name', 'slots', 'render'],
  },
  {
    what: 'built-in envelopes',
    folder: 'scripts/envelope/builtin',
    units: builtinEnvelopes.map(({ name, envelope }) => [name, envelope]),
    keys: ['transport', 'body'],
  },
  { what: 'output formats', folder: 'scripts/emit', units: formats.map((format) => [format.name, format]), keys: ['name', 'docs', 'emit'] },
  {
    what: 'ways of pasting',
    folder: 'scripts/decode/ways',
    units: pasteWays.map((way) => [way.name, way]),
    keys: ['name', 'read', 'write'],
  },
  {
    what: 'report formats',
    folder: 'scripts/cli/format',
    units: reportFormats.map((format) => [format.name, format]),
    keys: ['name', 'print'],
  },
  {
    what: 'transports of the mock',
    folder: 'scripts/mock/transports',
    units: mockTransports.map((transport) => [transport.name, transport]),
    keys: ['name', 'does'],
  },
  {
    what: 'commands',
    folder: 'scripts/cli/commands',
    units: await Promise.all(commands.map(async ({ name, load }) => [name, await load()] as const)),
    keys: ['examples', 'declare', 'run'],
  },
];

/** The name of a unit as a file name: `socket.io` stands in `socket-io.ts`. */
function fileOf(folder: string, name: string): string {
  return `${folder}/${name.replaceAll('.', '-')}.ts`;
}

async function exportsOf(file: string): Promise<unknown[]> {
  const module: unknown = await import(`../../${file}`);
  return isObject(module) ? Object.values(module) : [];
}

describe.each(registries)('$what', ({ folder, units, keys }) => {
  const files = filesIn(folder).filter(
    (file) =>
      file.split('/').length === folder.split('/').length + 1 && file.endsWith('.ts') && !isTest(file) && !file.endsWith('/index.ts'),
  );

  test('names are unique, and each unit is exported by the file of its name', async () => {
    expect(units.length).toBeGreaterThan(0);
    expect(new Set(units.map(([name]) => name)).size).toBe(units.length);
    for (const [name, unit] of units) {
      expect(files, `${name} stands in ${fileOf(folder, name)}`).toContain(fileOf(folder, name));
      expect(await exportsOf(fileOf(folder, name)), name).toContain(unit);
    }
  });

  test('no file holds a unit that the array lacks', async () => {
    const known = new Set(units.map(([, unit]) => unit));
    const forgotten: string[] = [];
    for (const file of files) {
      const lost = (await exportsOf(file)).filter((value) => isObject(value) && keys.every((key) => key in value) && !known.has(value));
      if (lost.length > 0) forgotten.push(`${file}: add it to ${folder}/index.ts`);
    }
    expect(forgotten).toEqual([]);
  });

  test('every unit has a test beside it, or a test of the room takes the whole array', () => {
    const tests = filesIn(folder.split('/').slice(0, 2).join('/')).filter((file) => file.endsWith('.test.ts'));
    if (tests.some((file) => readSource(file).imports.some(({ to }) => to === `${folder}/index.ts`))) return;
    const untested = units.map(([name]) => fileOf(folder, name).replace(/\.ts$/, '.test.ts')).filter((file) => !tests.includes(file));
    expect(untested).toEqual([]);
  });
});

test('the transports are those of the vocabulary, in its order', () => {
  expect(transportSpecs.map(({ name }) => name)).toEqual(transports);
});

test('the mock sends every transport of the vocabulary that travels by itself', () => {
  expect(mockTransports.map(({ name }) => name)).toEqual(transports.filter((name) => name !== 'nested'));
});
