import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { clientsTypescript } from './clients-typescript.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { createContext } from './context.ts';

interface Client {
  decode: (transport: string, message: object) => { id: string; code: string; trace?: string; retryAfter?: number } | undefined;
}

describe.each(names)('TypeScript clients of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  let folder: string;
  const files = new Map<string, string>();
  beforeAll(async () => {
    catalog = await compiled(name);
    folder = await mkdtemp(join(tmpdir(), 'errdex-clients-'));
    for (const { path, content } of clientsTypescript.emit(catalog, createContext(catalog))) {
      const file = join(folder, path.replaceAll('/', '-'));
      await writeFile(file, content);
      files.set(path.split('/')[1] ?? '', file);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('compile in the strictest way', () => {
    const program = ts.createProgram([...files.values()], {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noEmit: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    const wrong = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(wrong).toEqual([]);
  });

  test('decode every example to its code, and nothing of another service or of nobody', async () => {
    let decoded = 0;
    for (const service of catalog.services) {
      const { decode } = (await import(pathToFileURL(files.get(service.service) ?? '').href)) as Client;
      for (const code of service.codes) {
        if (code.lifecycle.state === 'removed' || code.lifecycle.state === 'reserved') continue;
        const rivals = service.ambiguities.filter(({ codes }) => codes.includes(code.id)).flatMap(({ codes }) => codes);
        for (const { transport, within, examples } of code.messages) {
          if (transport === 'nested' || within !== undefined) continue;
          for (const { message } of examples) {
            const found = decode(transport, message);
            expect([code.id, ...rivals], `${code.id} over ${transport}`).toContain(found?.id);
            decoded += 1;
          }
          expect(decode(transport, {})).toBeUndefined();
          expect(decode(transport, { status: 599, headers: {}, body: { code: 'nobody knows this', detail: 'nor that' } })).toBeUndefined();
        }
      }
    }
    expect(decoded).toBeGreaterThan(3);
  });
});
