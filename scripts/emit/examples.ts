import { jsonText } from './json.ts';
import { examplePath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { CodeFormat } from './types.ts';

/** The first example of every message by itself: a fixture for tests, without having to cut it out of something. */
export const examples: CodeFormat = {
  name: 'examples',
  title: 'Example messages',
  docs: 'The example of a code in an envelope, as `schemas/<service>/<envelope>/<code>~example.json`: the whole message by its slots (`status`, `headers`, `body`, ...), as the schema beside it describes it and as `decode` takes it.',
  per: 'code',
  *ofCode(_catalog, _service, code) {
    for (const { envelope, examples: all } of code.messages) {
      const [first] = all;
      if (first !== undefined) yield fileFrom(examplePath(code, envelope), [code, envelope], () => jsonText(first.message));
    }
  },
};
