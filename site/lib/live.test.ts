import { describe, expect, it } from 'vitest';
import { errorPrefix } from '../../scripts/decode/fragment.ts';
import { compiled, names } from '../../scripts/emit/fixtures/catalogs.ts';
import { lexiconOf } from '../../scripts/envelope/catalog.ts';
import type { Entry } from '../../scripts/envelope/node.ts';
import { tablePipe } from '../../scripts/envelope/pipes.ts';
import { project } from '../../scripts/envelope/project.ts';
import { render } from '../../scripts/envelope/transports/index.ts';
import type { Json } from '../../scripts/model/json.ts';
import { view } from '../test/view.ts';
import { live } from './live.ts';
import { show, withValues } from './show.ts';

/** Another value of the same shape, such as nobody chose: with all that JSON escapes in texts. */
function other(value: Json): Json {
  if (typeof value === 'string') return `${value}"\\<b>я`;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...value, ...value];
  return value;
}

describe.each(names)('the values of a reader on the pages of the %s catalog', (name) => {
  it('are shown as the whole template would send them', async () => {
    const { services } = await compiled(name);
    let [seen, changed, without, inside] = [0, 0, 0, 0];
    for (const service of services) {
      const entries = service.codes.flatMap((code) =>
        code.messages.map((message): Entry => ({ service: service.service, code: code.id, ...message, node: openHoles(message.node) })),
      );
      const tables = new Map(Object.entries(service.tables ?? {}).map(([table, map]) => [table, tablePipe(table, map)]));
      const lexicon = lexiconOf(entries, new Map([[service.service, tables]]));
      for (const code of service.codes) {
        const page = live(code, service, view);
        if (!page) continue;
        const examples = code.messages.flatMap((message) => message.examples.map((example) => ({ message, example })));
        expect(page.panels.length).toBe(examples.length);
        for (const [at, { message, example }] of examples.entries()) {
          const panel = page.panels[at];
          if (!panel) {
            without += 1;
            continue;
          }
          const params = new Map(code.params.map((param) => [`params.${param.name}`, other(param.example)]));
          expect(show(panel, new Map(), page.tables)?.lines).toEqual(render(message.transport, example.message, message.contentType));
          const refs = new Set(page.fields.map(({ ref }) => ref));
          const values = new Map([...params].filter(([ref]) => refs.has(ref)));
          const { errors: had, ...occurrence } = example.occurrence;
          const errors = had?.map((error, place) => {
            const own = Object.entries(error.params ?? {}).map(([param, value]): [string, Json] => {
              const ref = `${errorPrefix(place, error.code)}${param}`;
              if (!refs.has(ref)) return [param, value];
              values.set(ref, other(value));
              inside += 1;
              return [param, other(value)];
            });
            return { ...error, params: Object.fromEntries(own) };
          });
          // The whole template, its schemas left aside: what is asked here is where values go, not whether they are allowed.
          const entry: Entry = { service: service.service, ...message, node: openHoles(message.node) };
          const whole = project(entry, { ...withValues(occurrence, params), ...(errors && { errors }) }, lexicon);
          const shown = show(panel, values, page.tables);
          if (message.examples.length === 1) expect(shown?.message, `${code.path} ${message.envelope}`).toEqual(whole.message);
          seen += 1;
          if (JSON.stringify(shown?.message) !== JSON.stringify(example.message)) changed += 1;
        }
      }
    }
    expect({ seen: seen > 5, changed: changed > 2, most: without < seen }).toEqual({ seen: true, changed: true, most: true });
    if (name === 'fixture') expect(inside).toBeGreaterThan(0);
  });
});

/** The same template, its holes open to any value. */
function openHoles<T>(node: T): T {
  return JSON.parse(JSON.stringify(node), (key, value: unknown) => (key === 'schema' ? {} : value)) as T;
}
