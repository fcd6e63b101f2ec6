import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { writeCatalog } from '../bench/generate.ts';
import { checkCatalog } from '../pipeline.ts';
import { print } from '../model/print.ts';
import { locateFindings } from '../check/locate.ts';
import type { Finding } from '../check/locate.ts';
import { rules } from '../check/rules/index.ts';
import { loadCatalog } from '../load/index.ts';
import { isObject } from '../model/json.ts';
import { ruleExample } from '../test/rule-examples.ts';
import { checkShares } from './index.ts';
import { misfitsOf } from './parts.ts';
import { planOf } from './plan.ts';
import { beginUnits } from './share.ts';
import { layoutOf } from '../load/weigh.ts';

const today = '2026-06-01';
const folder = mkdtempSync(join(tmpdir(), 'errdex-parts-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes files of a catalog, JSON for YAML, the codes of each service in files of their own. */
function write(root: string, units: readonly { readonly unit: string; readonly value: unknown }[]): void {
  const save = (file: string, value: unknown): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify(value, null, 1));
  };
  for (const { unit, value } of units) {
    const { codes, ...rest } = isObject(value) ? value : {};
    save(unit === '' ? 'catalog.yaml' : `${unit}/service.yaml`, rest);
    for (const [at, [id, code]] of Object.entries(isObject(codes) ? codes : {}).entries())
      save(`${unit}/codes/${String(at).padStart(3, '0')}.yaml`, { codes: { [id]: code } });
  }
}

/** What is said of a catalog, by a check of it as it is, and by one of all of its services in parts. */
async function both(root: string): Promise<{ whole: Finding[]; inParts: Finding[] }> {
  const whole = await checkCatalog(root, { today, toolVersion: '0.0.0' });
  // More parts than there are threads: every service is divided as far as it goes.
  const inParts = await checkShares(root, { today }, { least: 0, threads: 1, parts: 64 });
  if (!inParts) throw new Error('nothing was divided');
  const said = (run: { diagnostics: typeof inParts.diagnostics; loaded?: typeof inParts.loaded | undefined }): Finding[] =>
    locateFindings(run.diagnostics, run.loaded, root, root);
  return { whole: said(whole), inParts: said(inParts) };
}

// What guides and settings say is no part of a service.
const ofServices = rules.filter((rule) => 'service' in rule || 'code' in rule);

describe.each(ofServices)('$id, of a service in parts', (rule) => {
  const { id } = rule;
  const { good, bad } = rule.examples;
  // A rule that looks at one code at a time cannot find more in parts.
  const examples = rule.service ? [...bad, ...good] : bad;
  test.each(examples.map((text, at) => [at, text] as const))('says what it says of the whole: %i', async (at, text) => {
    const root = join(folder, `${id}-${at}`);
    const { settings, services } = ruleExample(text).loaded;
    write(root, [settings, ...services]);
    const { whole, inParts } = await both(root);
    expect(whole.map(({ rule }) => rule)).toEqual(at < bad.length ? expect.arrayContaining([id]) : []);
    expect(inParts).toEqual(whole);
  });
});

test('an example shows an error of another part', async () => {
  const root = join(folder, 'sub-errors');
  const { settings, services } = ruleExample(`
envelopes:
  http: { body: { errors?: [$issue, ...] } }
  issue: { transport: nested, body: { code: $code, message: $message } }
codes:
  OUT_OF_STOCK: { examples: [{ name: two, errors: [{ code: TOO_LONG }] }] }
  TOO_LONG:
    { on: [issue], title: Too long, summary: It is too long., message: is too long, category: validation, retry: { when: never }, effect: nothing,
      actor: client, advice: [Shorten it.], causes: [{ cause: It was long., fix: Shorten it. }] }
`).loaded;
  write(root, [settings, ...services]);
  expect(await both(root)).toEqual({ whole: [], inParts: [] });
});

/** Catalogs of all shapes: those that show what the model can express, and the one of this repository. */
const models = new URL('../test/fixtures/model/', import.meta.url);
const catalogs = [
  ...readdirSync(models).map((name) => fileURLToPath(new URL(`${name}/input`, models))),
  fileURLToPath(new URL('../../catalog', import.meta.url)),
];

test.each(catalogs)('says what it says of the whole, each code in a file of its own: %s', async (from) => {
  const root = join(folder, print(from));
  const { value } = await loadCatalog(from);
  write(root, [...(value ? [value.settings] : []), ...(value?.services ?? [])]);
  const { whole, inParts } = await both(root);
  expect(inParts).toEqual(whole);
});

describe('a service of several files', () => {
  const root = join(folder, 'generated');
  writeCatalog(root, 15);
  // One file a code, rather than one for all of them.
  for (const service of readdirSync(root).filter((name) => name.startsWith('service-'))) {
    const file = join(root, service, 'codes/group-1.yaml');
    const [, ...codes] = readFileSync(file, 'utf8').split(/^(?= {2}[A-Z])/m);
    rmSync(file);
    for (const [at, code] of codes.entries()) writeFileSync(join(root, service, `codes/code-${at}.yaml`), `codes:\n${code}`);
  }
  const edit = (file: string, change: (text: string) => string): void => {
    writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
  };

  test('is told by its parts where nothing is wrong', async () => {
    const tasks = planOf((await layoutOf(root))?.services ?? [], 64).flat();
    expect(tasks.length).toBe(15);
    const begun = await beginUnits({ root, today, tasks, guides: false, prints: false });
    expect(misfitsOf(begun.map(({ summary }) => summary))).toEqual([]);
    expect(await both(root)).toEqual({ whole: [], inParts: [] });
  });

  test.each([
    ['a code twice', (text: string) => text],
    ['one error under two names', (text: string) => text.replace(/^ {2}[A-Z]\w*:/m, '  ANOTHER_NAME:')],
    ['an old name that is in use', (text: string) => text.replace(/^ {2}([A-Z]\w*):/m, '  ANOTHER_NAME:\n    formerly: [$1]')],
    ['the name of another in other letters', (text: string) => text.replace(/^ {2}([A-Z])\w*:/m, (name) => name.toLowerCase())],
    ['a code that is left out', (text: string) => text.replace(/^ {2}[A-Z]\w*:/m, '  ANOTHER_NAME:\n    colour: red')],
    ['a file that cannot be read', () => 'codes: {'],
    [
      'a reference to a code of another part, and to none',
      (text: string) => text.replace(/^ {2}[A-Z]\w*:/m, '  ANOTHER_NAME:').replace(/related: .*/, 'related: [NOPE]'),
    ],
    [
      'the code of another on the wire',
      (text: string) => text.replace(/^ {2}([A-Z]\w*):/m, '  ANOTHER_NAME:\n    code: $1\n    wording: example'),
    ],
  ])('%s', async (_, change) => {
    const more = 'service-1/codes/more.yaml';
    writeFileSync(join(root, more), readFileSync(join(root, 'service-1/codes/code-0.yaml')));
    edit(more, change);
    const { whole, inParts } = await both(root);
    rmSync(join(root, more));
    expect(whole).not.toEqual([]);
    expect(inParts).toEqual(whole);
  });

  test('what is wrong with the service itself is said once', async () => {
    const before = readFileSync(join(root, 'service-2/service.yaml'), 'utf8');
    edit('service-2/service.yaml', (text) => `${text}codePattern: '^[a-z]'\nsupport: { fields: [context.nope] }\n`);
    const { whole, inParts } = await both(root);
    edit('service-2/service.yaml', () => before);
    expect(whole.length).toBeGreaterThan(1);
    expect(inParts).toEqual(whole);
  });
});
