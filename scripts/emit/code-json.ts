import { codeFacts } from './code-facts.ts';
import { jsonText } from './json.ts';
import { codePath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { CodeFormat } from './types.ts';

/** One JSON file a code: every fact under its standard name. */
export const codeJson: CodeFormat = {
  name: 'code-json',
  title: 'JSON per code',
  docs: 'Every fact of a code, written or derived, as `<service>/<code>.json`: `code`, `title`, `status`, `category`, `retryable`, `retry`, `effect`, `fatal`, `actor`, causes and fixes, parameters, example messages, links and the `snippets` that have run. Prose stands in the default locale, others under `translations`.',
  per: 'code',
  ofCode: (catalog, service, code) => [
    fileFrom(codePath(code, 'json'), [code], () => jsonText({ ...codeFacts(catalog, service, code), snippets: code.snippets ?? [] })),
  ],
};
