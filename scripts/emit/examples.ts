import type { CompiledCatalog } from '../compile/types.ts';
import { jsonText } from './json.ts';
import { examplePath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { Format, OutputFile } from './types.ts';

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  for (const service of catalog.services) {
    for (const code of service.codes) {
      for (const { envelope, examples } of code.messages) {
        const [first] = examples;
        if (first !== undefined) yield fileFrom(examplePath(code, envelope), [code, envelope], () => jsonText(first.message));
      }
    }
  }
}

/** The first example of every message by itself: a fixture for tests, without having to cut it out of something. */
export const examples: Format = {
  name: 'examples',
  title: 'Example messages',
  docs: 'The example of a code in an envelope, as `schemas/<service>/<envelope>/<code>~example.json`: the whole message by its slots (`status`, `headers`, `body`, ...), as the schema beside it describes it and as `decode` takes it.',
  per: 'code',
  emit,
};
