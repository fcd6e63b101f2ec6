import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeCatalog } from '../bench/generate.ts';
import { checkCatalog } from '../pipeline.ts';
import { locateFindings } from '../check/locate.ts';
import type { Finding } from '../check/locate.ts';
import { reportFormats } from '../cli/format/index.ts';
import type { Shelf } from '../cache/shelf.ts';
import { diskShelf, plainData } from '../cache/shelf.ts';
import { checkShares } from './index.ts';
import type { KeptCheck } from './kept.ts';

const today = '2026-01-01';
const root = mkdtempSync(join(tmpdir(), 'errdex-share-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const edit = (file: string, change: (text: string) => string): void => {
  const path = join(root, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
const shelf = diskShelf(
  () => join(root, '.kept'),
  () => 'tool',
  plainData<KeptCheck>(),
);
/** Lays keys over the first code of a service. */
const give = (service: number, keys: string): void => {
  edit(`service-${service}/codes/group-1.yaml`, (text) => text.replace(/\n {4}effect:/, `\n    ${keys}\n    effect:`));
};
/** A code of which no message can be shown: its parameter has no example, and none can be made up. */
const odd = `codes:
  ODD_ONE:
    title: { en: An odd one, ru: Странный }
    status: 409
    category: conflict
    message: It is {name}
    params: { name: { type: string, pattern: '^[A-Z]{3}-[0-9]{4}$' } }
    details: [name]
    retry: { when: never }
    effect: nothing
    fatal: false
    actor: end-user
    texts: { userTitle: An odd one, userMessage: It is odd. }
`;

const firstCode = (service: number): string => {
  const text = readFileSync(join(root, `service-${service}/codes/group-1.yaml`), 'utf8');
  return /^ {2}([A-Z]\w+):$/m.exec(text)?.[1] ?? '';
};

interface Said {
  readonly findings: readonly Finding[];
  readonly files: readonly string[];
  readonly printed: readonly string[];
}

/** Everything that people and programs see of a check, by one thread in one go and by services: with a shelf, and by two threads. */
async function both(): Promise<{ alone: Said; together: Said }> {
  const said = (run: Awaited<ReturnType<typeof checkCatalog>>): Said => {
    const findings = locateFindings(run.diagnostics, run.loaded, root, root);
    const context = { version: '0.0.0', files: run.loaded?.files.length ?? 0, rules: [], colour: false };
    return {
      findings,
      files: [...(run.loaded?.files ?? [])].sort(),
      printed: reportFormats.map((format) => format.print(findings, context)),
    };
  };
  const divided = async (threads: number, more: { shelf?: Shelf<KeptCheck> } = {}): Promise<Said> => {
    const shared = await checkShares(root, { today, ...more }, { least: 0, threads });
    if (!shared) throw new Error('nothing was shared');
    return said(shared);
  };
  const alone = said(await checkCatalog(root, { today, toolVersion: '0.0.0' }));
  // What the check before has left, and what this one leaves: both say what a check from nothing says.
  expect(await divided(1, { shelf })).toEqual(alone);
  expect(await divided(1, { shelf })).toEqual(alone);
  return { alone, together: await divided(2) };
}

writeCatalog(root, 15);

describe('services that several threads check', () => {
  test('a sound catalog has no finding, whoever asks', async () => {
    const { alone, together } = await both();
    expect(alone.findings).toEqual([]);
    expect(together).toEqual(alone);
  });

  test('an example that cannot be sent is found where nothing else is wrong', async () => {
    writeFileSync(join(root, 'service-1/codes/odd.yaml'), odd);
    const { alone, together } = await both();
    expect(alone.findings.map(({ rule }) => rule)).toContain('impossible-example');
    expect(together).toEqual(alone);
  });

  test('what is wrong in all of them is said as by one', async () => {
    // References from one thread to the services of another: right, wrong, to one that is left out; and from guides.
    give(1, `related: [service-2/${firstCode(2)}, service-2/NOPE, service-9/X, service-3/${firstCode(3)}]`);
    give(2, `related: [service-1/${firstCode(1)}, service-1/${firstCode(1).slice(0, -1)}, service-4/${firstCode(4)}]`);
    give(3, 'colour: red');
    give(5, 'causes: []');
    edit('service-4/service.yaml', (text) => text.replace(/^title:/m, 'titel:'));
    edit('service-5/codes/group-1.yaml', (text) => text.replace('codes:', 'codes: !tag'));
    edit('catalog.yaml', (text) => `${text}rules: { missing-cause: error, no-such-rule: off }\nsite: { logo: nowhere.svg }\n`);
    // What cannot be read has no line to show.
    writeFileSync(join(root, 'service-4/codes/empty.yaml'), '');
    const guide = join(root, 'service-1/guides/one.mdx');
    mkdirSync(dirname(guide));
    writeFileSync(guide, `---\ntitle: One\n---\n<Code id="service-2/${firstCode(2)}" /> <Code id="service-3/NOPE" /> <Code id="NOPE" />\n`);
    const { alone, together } = await both();
    const found = new Set(alone.findings.map(({ rule, unit }) => `${unit} ${rule}`));
    for (const one of ['service-1 unknown-code', 'service-2 unknown-code', 'service-1 guide-reference', ' unknown-rule'])
      expect(found).toContain(one);
    expect(together).toEqual(alone);
  });
});
