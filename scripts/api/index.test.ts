import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CatalogError, check, compile, decode, loadDecoder } from './index.ts';

const cwd = fileURLToPath(new URL('../cli/fixtures/', import.meta.url));
const folder = (name: string): string => `${cwd}${name}`;

describe('the interface for programs', () => {
  it('checks without throwing, and names files as seen from a folder', async () => {
    expect(await check(folder('catalog'), { cwd })).toEqual([]);
    const findings = await check(folder('broken'), { cwd });
    expect(findings.map(({ rule, span }) => `${span.file}:${span.line} ${rule}`)).toEqual([
      'broken/shop/service.yaml:8 unknown-key',
      'broken/shop/service.yaml:13 duplicate-key',
    ]);
  });

  it('compiles, or throws all findings', async () => {
    expect((await compile(folder('catalog'), { url: 'https://errors.example/x' })).url).toBe('https://errors.example/x');
    const error = await compile(folder('broken'), { cwd }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CatalogError);
    expect(String(error)).toMatch(/^CatalogError: broken\/shop\/service\.yaml:8:5: unknown-key: [^\n]+\nbroken\/shop[^\n]+$/);
    await expect(loadDecoder(folder('nowhere'))).rejects.toThrow('catalog-not-found');
  });

  it('decodes what it would send', async () => {
    const catalog = await compile(folder('catalog'));
    const decoder = await loadDecoder(folder('catalog'));
    const sent = catalog.services.flatMap(({ codes }) =>
      codes.flatMap(({ code, messages }) => messages.flatMap(({ examples }) => examples.map(({ message }) => ({ code, message })))),
    );
    expect(sent.length).toBeGreaterThan(1);
    for (const { code, message } of sent) expect(decoder(message).readings[0]?.code, code).toBe(code);
    expect((await decode(folder('catalog'), { status: 200, body: { hello: 'world' } })).verdict).toBe('foreign');
  });
});
