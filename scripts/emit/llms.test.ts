import { describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { createContext } from './context.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { emit } from './index.ts';
import { llms } from './llms.ts';

function filesOf(catalog: CompiledCatalog): Map<string, string> {
  return new Map(Array.from(llms.emit(catalog, createContext(catalog)), ({ path, content }) => [path, content]));
}

/** The file as llmstxt.org describes it: a title, a summary as a quote, prose, and sections that are nothing but lists of links. */
const SHAPE = /^# \S.*\n\n> \S.*\n(\n(?!#)[^\n]+)*\n(\n## \S.*\n\n(- \[[^\n]+\]\([^)\n]+\)(: [^\n]+)?\n)+)+$/;

describe.each(names)('llms.txt of the %s catalog', (name) => {
  test('has the shape that llmstxt.org asks for', async () => {
    expect(filesOf(await compiled(name)).get('llms.txt')).toMatch(SHAPE);
  });

  test('names every code of each service, with a link to its Markdown', async () => {
    const catalog = await compiled(name);
    const files = filesOf(catalog);
    const paths = new Set(Array.from(emit(catalog), ({ path }) => path));
    for (const service of catalog.services) {
      const own = files.get(`${service.service}/llms.txt`) ?? '';
      for (const code of service.codes) {
        expect(own).toContain(`(${catalog.url ?? ''}/${service.service}/${code.slug}.md)`);
        expect(paths.has(`${service.service}/${code.slug}.md`)).toBe(true);
      }
    }
  });
});

describe('llms.txt of a large catalog', () => {
  test('names the files of the services instead of their codes', async () => {
    const catalog = await compiled('fixture');
    const services = catalog.services.map((service) => ({
      ...service,
      codes: Array.from({ length: 5000 }, () => service.codes[0]).filter((code) => code !== undefined),
    }));
    const root = filesOf({ ...catalog, services }).get('llms.txt') ?? '';
    expect(root.length).toBeLessThan(4000);
    for (const { service } of services) expect(root).toContain(`/${service}/llms.txt`);
  });
});
