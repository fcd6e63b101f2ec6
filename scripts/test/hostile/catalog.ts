import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compileCatalog } from '../../pipeline.ts';
import type { CompiledCatalog } from '../../compile/types.ts';

/** Texts that have broken somebody's HTML, link, path, YAML, JSON, Markdown, Python or template before. */
const hostile: readonly string[] = [
  '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  "javascript:alert(1)//'{file}",
  '</script><script>alert(1)</script></style></textarea></title></template><!--',
  '../../../../../../tmp/errdex-escaped',
  'a\u0000b\u0007\u001b[31m\u0085\u2028\u2029\u202e\u2066\u200b\ufeff',
  '${alert(1)} {alert(1)} {{7*7}} <%= 7 %> #{7} $(id) `id` %s %n',
  '\'\'\'"""\n---\n- a: !!js/function x\n# h\n[x](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> http://evil.example\n',
  '\'";]}>*/ --> ]]> \\ \\u003c %00 %2e%2e%2f &lt;script&gt; &#x3c; | ~~x~~ __x__',
  'data:text/html,<script>alert(1)</script>',
  '```\n</code></pre><script>alert(1)</script>\n```',
  '__proto__',
  'constructor',
  'JaVaScRiPt&colon;alert(1)',
  ' \tjavascript:alert(1)',
  'x'.repeat(10_000),
  'https://evil.example/"><script>alert(1)</script>\'{file}${x}',
  '<svg/onload=alert(1)> <a href=javascript:alert(1)>x</a> <iframe srcdoc=x>',
];

/** The values of a catalog's files: settings, and one service. */
export interface Values {
  readonly settings: Record<string, unknown>;
  readonly service: Record<string, unknown>;
}

/** The compiled catalog of values; undefined where the checks refuse it. */
export async function compiled(values: Values, scratch: string): Promise<CompiledCatalog | undefined> {
  mkdirSync(join(scratch, 'shop'), { recursive: true });
  writeFileSync(join(scratch, 'catalog.yaml'), stringify(values.settings, { aliasDuplicateObjects: false }));
  writeFileSync(join(scratch, 'shop/service.yaml'), stringify(values.service, { aliasDuplicateObjects: false }));
  const run = await compileCatalog(scratch, { today: '2026-01-01', toolVersion: '0.0.0' });
  return run.catalog;
}

type Holder = Record<string, unknown>;
/** One place of a catalog: a text, or a key of a map in which an author chooses the names. */
interface Place {
  readonly path: string;
  readonly holder: Holder;
  readonly key: string;
}

/** Maps whose keys the author chooses. */
const named = new Set([
  'context',
  'facts',
  'texts',
  'actions',
  'groups',
  'tables',
  'parts',
  'envelopes',
  'operations',
  'codes',
  'params',
  'headers',
  'body',
  'notes',
  'nested',
]);

/** What became hostile, and what the checks keep as it is, by path. */
export interface Made {
  readonly catalog: CompiledCatalog;
  readonly replaced: readonly string[];
  readonly kept: readonly string[];
}

/** Makes every text of a catalog hostile, and gives every map of names a hostile name more, as far as the checks let each of them pass. `closed`: places that take no free text. */
export async function makeHostile(given: Values, turn: number, closed: RegExp, scratch: string): Promise<Made> {
  const values = structuredClone(given);
  let catalog = await compiled(values, scratch);
  if (!catalog) throw new Error('the catalog must be sound before it is made hostile');
  const replaced: string[] = [];
  const kept: string[] = [];
  const places = [...placesIn(values.settings, 'catalog'), ...placesIn(values.service, 'service')].filter(({ path }) => !closed.test(path));
  for (const [at, place] of places.entries()) {
    const before = Object.entries(place.holder);
    const value = place.holder[place.key];
    let passed = false;
    for (let step = 0; step < hostile.length && !passed; step += 1) {
      const text = hostile[(turn + at + step) % hostile.length] ?? '';
      if (typeof value === 'string') place.holder[place.key] = text;
      else
        Object.defineProperty(place.holder, text, { value: structuredClone(value), enumerable: true, configurable: true, writable: true });
      const next = await compiled(values, scratch);
      passed = next !== undefined;
      catalog = next ?? catalog;
      if (passed) continue;
      for (const key of Object.keys(place.holder)) Reflect.deleteProperty(place.holder, key);
      for (const [key, old] of before) place.holder[key] = old;
    }
    (passed ? replaced : kept).push(place.path);
  }
  return { catalog, replaced, kept };
}

function placesIn(value: unknown, path: string, parent = ''): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  const found: Place[] = [];
  for (const [key, item] of Object.entries(holder)) {
    const here = `${path}/${key}`;
    if (typeof item === 'string') found.push({ path: here, holder, key });
    else found.push(...placesIn(item, here, key));
  }
  const [key] = Object.keys(holder);
  // A copy of the first entry under a hostile name; of a text there is one already.
  if (named.has(parent) && key !== undefined && typeof holder[key] !== 'string') found.push({ path: `${path}/*`, holder, key });
  return found;
}
