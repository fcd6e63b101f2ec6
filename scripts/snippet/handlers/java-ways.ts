import type { Place } from '../types.ts';
import { jackson } from './java-helpers.ts';
import { below } from './java-lines.ts';
import type { Ways } from './java-lines.ts';
import { readsLists } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

export const json = 'private static final ObjectMapper JSON = new ObjectMapper();';

export const [fromJackson, fromOrg] = [
  [
    'com.fasterxml.jackson.databind.JsonNode',
    'com.fasterxml.jackson.databind.ObjectMapper',
    'com.fasterxml.jackson.databind.node.MissingNode',
  ],
  ['org.json.JSONArray', 'org.json.JSONObject'],
];

export const inBody = (root: string, plan: HandlerPlan): Ways => ({
  at: ([, ...rest]: Place) => below(root, rest),
  isText: () => false,
  message: [`JsonNode ${root}`],
  helpers: jackson(readsLists(plan)),
  imports: fromJackson,
});

/** Puts fields that the class uses at its beginning. */
export function withFields(code: string, fields: readonly string[]): string {
  const wanted = fields.filter((field) => {
    const name = / ([A-Z]+) =/.exec(field)?.[1] ?? '';
    return new RegExp(`\\b${name}\\.`).test(code);
  });
  const types = wanted.map((field) => / final (\w+) /.exec(field)?.[1] ?? '');
  const imports = [...fromJackson, 'java.net.http.HttpClient'].filter(
    (path) => types.includes(path.replace(/^.*\./, '')) && !code.includes(`import ${path};`),
  );
  const [head = '', ...rest] = code.split(/(?=^final class \w+ \{\n)/m);
  const [comment = '', ...lines] = head.trimEnd().split('\n');
  const sorted = [...lines, ...imports.map((path) => `import ${path};`)].toSorted();
  const body = rest.join('').replace('{\n', `{\n${wanted.map((field) => `  ${field}\n`).join('')}${wanted.length > 0 ? '\n' : ''}`);
  return `${[comment, ...sorted].join('\n')}\n\n${body}`;
}
