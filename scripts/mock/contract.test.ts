import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaPath, href, unionPath } from '../emit/paths.ts';
import type { Message } from '../envelope/node.ts';
import type { JsonSchema } from '../model/json.ts';
import { asWritten, capture } from '../test/mock-client.ts';
import type { Wanted } from '../test/mock-client.ts';
import { features, fixtures, shownIn, tryOut } from '../test/model-fixture.ts';
import type { Tried } from '../test/model-fixture.ts';
import { root } from '../test/sources.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';
import { carrierOf } from './provoke.ts';

const catalogs: [name: string, folder: string][] = [
  ['shipped', join(root, 'catalog')],
  ['every transport', join(root, 'scripts/emit/fixtures/catalog')],
  // A feature with several catalogs has them one level lower; it says the same as the others.
  ...features
    .filter((feature) => feature !== 'same-in-both-languages')
    .map((feature): [string, string] => [feature, join(fixtures, feature, 'input')]),
];

/** Every response is what the catalog shows, valid under the schema that the build writes for it, and read as the same code. */
describe.each(catalogs)('the mock of the catalog `%s`', (_, folder) => {
  let tried: Tried;
  let mock: Mock;
  let ajv: Ajv2020;

  beforeAll(async () => {
    tried = await tryOut(folder);
    mock = await startMock(tried.catalog);
    ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    for (const [path, content] of tried.files)
      if (path.startsWith('schemas/') && !path.startsWith('schemas/catalog/') && !path.endsWith('~example.json'))
        ajv.addSchema(JSON.parse(content) as JsonSchema);
  });
  afterAll(() => mock.close());

  test('sends every example of every code over its own transport', async () => {
    let sent = 0;
    for (const { name, code, message, example } of shownIn(tried.catalog)) {
      const service = tried.catalog.services.find((each) => each.service === code.service);
      if (!service || (message.transport === 'nested' && !example.carried)) continue;
      const outer = message.within === undefined ? message : service.envelopes.find((each) => each.name === message.within);
      const wanted: Wanted = { code, message, example, transport: carrierOf(service, message), contentType: outer?.contentType ?? '' };
      const got = await capture(mock.url, wanted);
      const shown: Message = example.carried ?? example.message;
      const written = asWritten(got, Object.keys((shown.headers ?? {}) as object));
      const { close: shownClose, ...slots } = shown;
      if (shownClose !== undefined) expect(written.close, name).toMatchObject(shownClose as object);
      expect(written, name).toMatchObject(JSON.parse(JSON.stringify(slots)) as object);
      if (shown.body !== undefined) expect(written.body, name).toEqual(JSON.parse(JSON.stringify(shown.body)));

      const path = example.carried ? unionPath(code.service, wanted.transport) : schemaPath(code, message.envelope);
      const validate = ajv.getSchema(href(tried.catalog, path));
      expect(validate?.(written), `${name}: ${ajv.errorsText(validate?.errors)}`).toBe(true);

      const verdict = tried.decoder.decode(got, { transport: wanted.transport });
      expect(['certain', 'ambiguous-params', 'ambiguous-code'], `${name}: ${verdict.verdict}`).toContain(verdict.verdict);
      const read = verdict.candidates.flatMap(({ entry, occurrence }) => [
        entry.code,
        ...(occurrence.errors ?? []).map((error) => error.code),
      ]);
      expect(read, name).toContain(code.id);
      sent += 1;
    }
    expect(sent).toBeGreaterThan(0);
  });
});
