import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalog } from './index.ts';

const fixture = (name: string) => loadCatalog(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
const scratch = await realpath(await mkdtemp(join(tmpdir(), 'errdex-load-')));
afterAll(() => rm(scratch, { recursive: true }));

/** Writes files below a fresh folder and loads it. */
async function load(name: string, files: Record<string, string | Uint8Array>, more?: (root: string) => Promise<void>) {
  const root = join(scratch, name);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), content);
  }
  await more?.(root);
  const stage = await loadCatalog(root);
  return { ...stage, found: stage.diagnostics.map(({ rule, at: { span } }) => `${span?.file}:${span?.line}:${span?.column} ${rule}`) };
}

describe('a catalog folder', () => {
  it('gives its settings and services, codes files merged in order', async () => {
    const { value, diagnostics } = await fixture('split');
    expect(value?.settings.value).toEqual({ title: 'Split over files' });
    expect(value?.services.map((one) => one.unit)).toEqual(['shop']);
    expect(Object.keys((value?.services[0]?.value as { codes: object } | undefined)?.codes ?? {})).toEqual(['A_1', 'B_1', 'C_1']);
    expect(diagnostics.map((one) => one.rule)).toEqual(['duplicate-code', 'codes-file-shape']);
  });

  it('names both places of a code that is defined twice', async () => {
    const { diagnostics } = await fixture('split');
    expect(diagnostics[0]).toMatchObject({
      message: 'code `A_1` is defined twice',
      at: { unit: 'shop', span: { file: 'shop/codes/a.yaml', line: 3, column: 3 } },
      related: [{ at: { span: { file: 'shop/service.yaml', line: 3, column: 3 } } }],
    });
  });

  it('leads a position into the file of the code', async () => {
    const unit = (await fixture('split')).value?.services[0];
    expect(unit?.locate(['codes', 'B_1', 'title'])).toMatchObject({ file: 'shop/codes/a.yaml', line: 2, column: 17 });
    expect(unit?.locate(['codes', 'A_1', 'title'])).toMatchObject({ file: 'shop/service.yaml', line: 3 });
    expect(unit?.locate(['codes'])).toMatchObject({ file: 'shop/service.yaml' });
  });

  it('may be one service itself', async () => {
    const { value, diagnostics } = await fixture('single');
    expect(diagnostics).toEqual([]);
    expect(value?.services.map((one) => [one.unit, one.value])).toEqual([['single', { service: 'single', codes: {} }]]);
  });

  it('that is missing or no folder gives no value', async () => {
    expect(await fixture('nowhere')).toMatchObject({ diagnostics: [{ rule: 'catalog-not-found' }] });
    expect((await fixture('single/service.yaml')).value).toBeUndefined();
  });

  it('without services says so', async () =>
    expect((await load('empty', { 'readme.txt': '' })).diagnostics).toMatchObject([{ rule: 'no-services' }]));
});

describe('a service that is as it was', () => {
  const shop = { 'shop/service.yaml': 'service: shop\nlocales: [en]\n', 'shop/codes/a.yaml': 'codes:\n  A: { title: One }\n' };

  it('is told by its main file and its texts, and has its codes when somebody asks for them', async () => {
    await load('late', { ...shop, 'other/service.yaml': 'service: other\ncodes:\n  B: {}\n' });
    const asked: unknown[] = [];
    const { value, diagnostics } = await loadCatalog(join(scratch, 'late'), {
      known({ services, incomplete, source }) {
        asked.push(...services.map((one) => [one.unit, one.value, one.files]), incomplete, source('shop/codes/a.yaml'));
        return new Set(['shop']);
      },
    });
    expect(diagnostics).toEqual([]);
    expect(asked).toEqual([
      ['other', { service: 'other', codes: { B: {} } }, ['other/service.yaml']],
      ['shop', { service: 'shop', locales: ['en'] }, ['shop/service.yaml', 'shop/codes/a.yaml']],
      [],
      shop['shop/codes/a.yaml'],
    ]);
    const [, unit] = value?.services ?? [];
    expect(unit?.value).toEqual({ service: 'shop', locales: ['en'], codes: { A: { title: 'One' } } });
    expect(unit?.locate(['codes', 'A', 'title'])).toMatchObject({ file: 'shop/codes/a.yaml', line: 2, column: 15 });
  });

  it('is not looked into: nothing can be found in it', async () => {
    const broken = { ...shop, 'shop/codes/b.yaml': 'codes: [' };
    expect((await load('broken', broken)).found).toEqual(['shop/codes/b.yaml:1:9 yaml-syntax']);
    const { value, diagnostics } = await loadCatalog(join(scratch, 'broken'), { known: () => new Set(['shop']) });
    expect({ diagnostics, incomplete: value?.incomplete }).toEqual({ diagnostics: [], incomplete: [] });
  });

  it('is looked into all the same where it is a program, which may give something else each time', async () => {
    const given: unknown[] = [];
    await load('program', {
      'shop/service.ts': "export default { service: 'shop', codes: { A: {} } };\n",
      'shop/codes/b.yaml': 'codes:\n  B: {}\n',
    });
    await loadCatalog(join(scratch, 'program'), {
      known({ services }) {
        given.push(...services.map(({ value }) => value));
        return new Set(['shop']);
      },
    });
    expect(given).toEqual([{ service: 'shop', codes: { A: {}, B: {} } }]);
  });
});

describe('files', () => {
  it('with a byte order mark and carriage returns are read, positions unharmed', async () => {
    const { value, found } = await load('bom', { 'a/service.yaml': '\uFEFFservice: a\r\ncodes:\r\n  X: {}\r\n' });
    expect(found).toEqual([]);
    expect(value?.services[0]?.value).toEqual({ service: 'a', codes: { X: {} } });
    expect(value?.services[0]?.locate(['codes', 'X'], true)).toMatchObject({ line: 3, column: 3 });
  });

  it.each([
    [
      'invalid UTF-8',
      Uint8Array.from(Buffer.concat([Buffer.from('service: a\ntitle: Ma'), Buffer.from([0xdf]), Buffer.from('e')])),
      '2:10 file-encoding',
    ],
    ['nothing', '', '1:1 file-empty'],
    ['white space', ' \n\n', '1:1 file-empty'],
  ])('with %s are findings', async (name, content, want) => {
    const { found, value } = await load(name.replaceAll(' ', '-'), { 'a/service.yaml': content, 'b/service.yaml': 'service: b' });
    expect(found).toEqual([`a/service.yaml:${want}`]);
    expect(value?.services.map((one) => one.unit)).toEqual(['b']);
    expect(value?.incomplete).toEqual(['a']);
  });

  it('that cannot be read are findings: folders, links in a circle, dangling links, links and folders that lead out', async () => {
    await writeFile(join(scratch, 'secret.yaml'), 'service: secret');
    await mkdir(join(scratch, 'elsewhere'));
    const { found } = await load('unreadable', { 'ok/service.yaml': 'service: ok' }, async (root) => {
      await mkdir(join(root, 'folder/service.yaml'), { recursive: true });
      for (const name of ['circle', 'dangling', 'outside']) await mkdir(join(root, name));
      await symlink(join(root, 'circle/service.yaml'), join(root, 'circle/service.yaml'));
      await symlink(join(root, 'nothing'), join(root, 'dangling/service.yaml'));
      await symlink(join(scratch, 'secret.yaml'), join(root, 'outside/service.yaml'));
      await symlink(join(scratch, 'elsewhere'), join(root, 'way-out'));
    });
    expect(found).toEqual([
      'way-out:1:1 file-outside',
      'circle/service.yaml:1:1 file-unreadable',
      'dangling/service.yaml:1:1 file-unreadable',
      'folder/service.yaml:1:1 file-unreadable',
      'outside/service.yaml:1:1 file-outside',
    ]);
  });

  it('that nobody allows us to read are findings, files and folders alike', async () => {
    await chmod(scratch, 0o755);
    const files = { 'file/service.yaml': 'service: file', 'folder/service.yaml': 'service: folder', 'ok/service.yaml': 'service: ok' };
    const folder = join(scratch, 'forbidden/folder');
    // To root nothing is forbidden: the catalog is read as nobody.
    const root = process.geteuid?.() === 0;
    const { found, value } = await load('forbidden', files, async (base) => {
      await chmod(join(base, 'file/service.yaml'), 0o000);
      await chmod(folder, 0o000);
      if (root) process.seteuid?.(65534);
    }).finally(() => {
      if (root) process.seteuid?.(0);
    });
    await chmod(folder, 0o755);
    expect(found).toEqual(['folder:1:1 file-unreadable', 'file/service.yaml:1:1 file-unreadable']);
    expect(value?.services.map((one) => one.unit)).toEqual(['ok']);
  });

  it('beside each other under one name are findings, and folders without a service file too', async () => {
    const { found } = await load('slips', {
      'catalog.yaml': 'title: x',
      'catalog.ts': 'export default {}',
      'a/service.yaml': 'service: a',
      'a/service.ts': 'export default {}',
      'b/servise.yaml': 'service: b',
      'pictures/readme.md': '',
      '.hidden/service.yaml': 'service: hidden',
    });
    expect(found).toEqual([
      'a/service.yaml:1:1 service-file-duplicate',
      'b/servise.yaml:1:1 service-file-missing',
      'catalog.yaml:1:1 service-file-duplicate',
    ]);
  });
});
