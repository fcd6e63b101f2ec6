import { describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Node } from '../envelope/node.ts';
import { catalogJson } from './catalog-json.ts';
import { createContext } from './context.ts';
import { compiled, names } from './fixtures/catalogs.ts';

interface Templates {
  version: number;
  service: string;
  entries: { code?: string; envelope: string; node: Node }[];
}

describe.each(names)('catalog.json of the %s catalog', (name) => {
  test('and the templates beside it hold the whole compiled catalog', async () => {
    const catalog = await compiled(name);
    const files = new Map(Array.from(catalogJson.emit(catalog, createContext(catalog)), ({ path, content }) => [path, content]));
    const read = JSON.parse(files.get('catalog.json') ?? '') as CompiledCatalog;
    expect(read.version).toBe(1);
    expect(read.services.map(({ service }) => service)).toEqual(catalog.services.map(({ service }) => service));
    for (const service of read.services) {
      const templates = JSON.parse(files.get(`templates/${service.service}.json`) ?? '') as Templates;
      expect(templates).toMatchObject({ version: 1, service: service.service });
      for (const { code, envelope, node } of templates.entries) {
        const owner =
          code === undefined
            ? service.envelopes.find((each) => each.name === envelope)
            : service.codes.find(({ id }) => id === code)?.messages.find((each) => each.envelope === envelope);
        expect(owner, `${code ?? ''} ${envelope}`).toBeDefined();
        if (owner) owner.node = node;
      }
    }
    expect(read).toEqual(JSON.parse(JSON.stringify(catalog)));
  });

  test('a code stands on one line of the templates', async () => {
    const catalog = await compiled(name);
    for (const { path, content } of catalogJson.emit(catalog, createContext(catalog))) {
      if (!path.startsWith('templates/')) continue;
      const { entries } = JSON.parse(content) as Templates;
      for (const { code, envelope } of entries)
        expect(
          content.split('\n').filter((line) => line.startsWith(`{"code":${JSON.stringify(code)},"envelope":${JSON.stringify(envelope)},`))
            .length,
        ).toBe(code === undefined ? 0 : 1);
    }
  });
});
