import type { ViteDevServer } from 'vite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Live } from './live.ts';
import { shareCatalog } from './shared.ts';
import { virtualModule } from './virtual.ts';

interface Loaded {
  readonly catalog: CompiledCatalog;
  readonly problems: unknown[];
}

/** A catalog with a title and, where it has a body, a guide. */
function titled(title: string, body?: string): CompiledCatalog {
  const guides = body === undefined ? {} : { guides: [{ texts: { en: { file: 'guide.mdx', body } } }] };
  return { title: { en: title }, services: [], ...guides } as unknown as CompiledCatalog;
}

/** Environments of a server, of which `told` are sent something to run or load again; `client` is the browser. */
const environments = ['client', 'ssr', 'prerender'] as const;
let told: string[] = [];
beforeEach(() => void (told = []));

const shared = shareCatalog();
afterAll(() => shared.remove());
let now = titled('first');
let onChange: Parameters<Live['watch']>[1] = () => undefined;
const live: Live = {
  get: () => Promise.resolve({ catalog: now, files: [], assets: [] }),
  watch: (_server, follow) => void (onChange = follow),
};
const plugin = virtualModule(live, shared, () => ({ root: '', strict: false }), new Map());
const call = (hook: unknown, self: object, ...args: unknown[]): unknown => (hook as (...all: unknown[]) => unknown).call(self, ...args);

const server = {
  middlewares: { use: () => undefined },
  environments: Object.fromEntries(
    environments.map((name) => [
      name,
      {
        hot: {
          send: (what: { type?: string } | string) => typeof what === 'object' && told.push(`${name} ${String(what.type)}`),
          on: () => undefined,
        },
        moduleGraph: { idToModuleMap: new Map() },
      },
    ]),
  ),
} as unknown as ViteDevServer;
call(plugin.configureServer, {}, server);

/** The virtual module as an environment runs it. */
async function loaded(environment: string): Promise<Loaded> {
  const text = (await call(plugin.load, { environment: { name: environment } }, '\0virtual:errdex')) as string;
  return (await import(`data:text/javascript,${encodeURIComponent(`${text}\n// ${environment}`)}`)) as Loaded;
}

function edit(catalog: CompiledCatalog): void {
  now = catalog;
  onChange(catalog);
}

describe('the catalog in development', () => {
  it('has nothing run again while nobody has asked for it, as while there has been no good state', () => {
    edit(titled('mended'));
    expect(told).toEqual(['client full-reload']);
  });

  it('is another one for every module that has it, and only browsers ask again', async () => {
    const modules = [await loaded('ssr'), await loaded('prerender')];
    const before = modules.map(({ problems }) => problems);
    edit(titled('second'));
    for (const [at, module] of modules.entries()) {
      expect(module.catalog.title).toEqual({ en: 'second' });
      expect(module.problems).not.toBe(before[at]);
    }
    expect(told).toEqual(['client full-reload']);
  });

  it.each([
    { what: 'is new', before: undefined, after: 'One.', again: true },
    { what: 'is another one', before: 'One.', after: 'Two.', again: true },
    { what: 'is as it was', before: 'Two.', after: 'Two.', again: false },
    { what: 'has code of its own, which may use any file', before: 'export const a = 1', after: 'export const a = 1', again: true },
    { what: 'is gone', before: 'One.', after: undefined, again: true },
  ])('has the modules of the site run again where a guide $what: $again', async ({ before, after, again }) => {
    now = titled('before', before);
    await loaded('ssr');
    edit(titled('after', after));
    expect(told).toEqual([...(again ? ['ssr full-reload', 'prerender full-reload'] : []), 'client full-reload']);
  });
});
