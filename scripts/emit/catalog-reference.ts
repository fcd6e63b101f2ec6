import { asText, isObject } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { categories, effects, actors, retryWhens } from '../model/vocabulary.ts';
import { actors as actorWords, effects as effectWords, retry as retryWords } from '../model/words.ts';
import { catalogSchemas } from './catalog-format.ts';

/** The parts of the format, in the order in which an author meets them, with the file or key where each stands. */
const parts: readonly { readonly name: string; readonly where: string }[] = [
  { name: 'Catalog', where: '`catalog.yaml`, beside the folders of the services. All of it may be left out.' },
  { name: 'Site', where: '`site` of `catalog.yaml`. Files stand in the catalog folder; see [look and languages](../../site/LOOK.md).' },
  { name: 'Service', where: '`<service>/service.yaml` or `service.ts`.' },
  { name: 'CodesFile', where: 'Files under `<service>/codes/`; in TypeScript the default export is the map of codes itself.' },
  { name: 'Code', where: 'An entry of `codes`; the key is its name.' },
  { name: 'Retry', where: '`retry` of a code.' },
  { name: 'Example', where: 'An item of `examples` of a code.' },
  { name: 'SubError', where: 'An item of `errors` of an example.' },
  {
    name: 'Envelope',
    where: 'An entry of `envelopes` of a service or of the catalog. Its slots are templates: see [templates](../envelope/TEMPLATES.md).',
  },
  { name: 'Overlay', where: 'An entry of `on` of a code, where `on` is a map.' },
  { name: 'Field', where: 'An entry of `params` of a code, of `context` or of `facts` of a service.' },
  { name: 'TextRule', where: 'An entry of `texts` of a service.' },
  { name: 'Operation', where: 'An entry of `operations` of a service.' },
  { name: 'Decision', where: 'An item of `decisions` of a service or a code.' },
];

/** All definitions of the format by name. */
function definitions(): Map<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  for (const { content } of catalogSchemas()) {
    const schema = JSON.parse(content) as JsonSchema;
    for (const [name, definition] of Object.entries(isObject(schema.definitions) ? schema.definitions : {})) {
      if (isObject(definition)) found.set(name, definition);
    }
  }
  return found;
}

/** A schema in words, with links to the parts that have a section of their own. */
function words(schema: unknown): string {
  if (!isObject(schema)) return 'anything';
  if (typeof schema.$ref === 'string') return refWords(schema.$ref.replace('#/definitions/', ''));
  if (Array.isArray(schema.allOf)) return words(schema.allOf[0]);
  if (Array.isArray(schema.anyOf)) return [...new Set(schema.anyOf.map(words))].join(', or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${asText(value)}\``).join(', ');
  if (schema.const !== undefined) return `\`${asText(schema.const)}\``;
  if (schema.type === 'array') {
    return Array.isArray(schema.items) ? `[${schema.items.map(words).join(', ')}]` : `list of ${words(schema.items)}`;
  }
  if (schema.type === 'object' && isObject(schema.properties))
    return `map with ${Object.keys(schema.properties)
      .map((key) => `\`${key}\``)
      .join(', ')}`;
  if (schema.type === 'object') return `map to ${words(schema.additionalProperties)}`;
  return typeof schema.type === 'string' ? schema.type : 'anything';
}

function refWords(name: string): string {
  if (name === 'Localized') return 'text';
  return parts.some((part) => part.name === name) ? `[${name}](#${name.toLowerCase()})` : 'any JSON';
}

/** A table cell: no line breaks, no bar. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`);
}

/** The rows of an object; what stands inside a value without a part of its own follows it, as `causes[].fix`. */
function rowsOf(definition: JsonSchema, path = ''): string[] {
  const required = Array.isArray(definition.required) ? definition.required : [];
  const properties = isObject(definition.properties) ? Object.entries(definition.properties) : [];
  return properties
    .filter(([key]) => !key.endsWith('?'))
    .flatMap(([key, schema]) => {
      const description = isObject(schema) && typeof schema.description === 'string' ? schema.description : '';
      const row = `| \`${path}${key}\` | ${required.includes(key) ? 'yes' : ''} | ${cell(words(schema))} | ${cell(description)} |`;
      return [row, ...insideOf(schema).flatMap(([inner, mark]) => rowsOf(inner, `${path}${key}${mark}.`))];
    });
}

/** The objects that a value consists of, where they have no name: the value itself, the items of a list, the entries of a map. */
function insideOf(schema: Json | undefined): [JsonSchema, string][] {
  if (!isObject(schema)) return [];
  if (isObject(schema.properties)) return [[schema, '']];
  if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap(insideOf);
  if (isObject(schema.items)) return insideOf(schema.items).map(([inner, mark]) => [inner, `[]${mark}`]);
  if (isObject(schema.additionalProperties)) return insideOf(schema.additionalProperties).map(([inner, mark]) => [inner, `.*${mark}`]);
  return [];
}

function section({ name, where }: (typeof parts)[number], definition: JsonSchema): string {
  const intro = typeof definition.description === 'string' ? `${where} ${definition.description}` : where;
  return [`## ${name}`, '', intro, '', '| key | required | takes | meaning |', '| --- | --- | --- | --- |', ...rowsOf(definition), ''].join(
    '\n',
  );
}

/** The words of a closed list, each with what pages say of it. */
function wordTable(title: string, rows: readonly (readonly [word: string, answer: string, why: string])[]): string {
  const lines = rows.map(([word, answer, why]) => `| \`${word}\` | ${cell(answer)} | ${cell(why)} |`);
  return [`### ${title}`, '', '| word | on pages | because |', '| --- | --- | --- |', ...lines, ''].join('\n');
}

/** What the closed lists mean: an author must choose one word, and readers are told what follows from it. */
function wordSections(): string[] {
  const statuses = Object.entries(categories).map(([name, list]) => `| \`${name}\` | ${list.join(', ')} |`);
  return [
    '## Words',
    '',
    'The closed lists, and what readers are told for each word.',
    '',
    wordTable(
      '`retry.when`: may the same operation be tried again?',
      retryWhens.map((word) => [word, retryWords[word].answer, retryWords[word].why]),
    ),
    wordTable(
      '`effect`: was anything done?',
      effects.map((word) => [word, effectWords[word].answer, effectWords[word].why]),
    ),
    wordTable(
      '`actor`: who can act?',
      actors.map((word) => [word, actorWords[word].answer, actorWords[word].why]),
    ),
    '### `category`: what kind of trouble is it?',
    '',
    '| word | statuses that do not contradict it |',
    '| --- | --- |',
    ...statuses,
    '',
  ];
}

/** The reference of the catalog format as Markdown, made from the schema that also checks it. */
export function catalogReference(): string {
  const found = definitions();
  const sections = parts.map((part) => {
    const definition = found.get(part.name);
    if (!definition) throw new Error(`the catalog format has no part ${part.name}`);
    return section(part, definition);
  });
  return [
    '# The catalog format',
    '',
    'Made from `scripts/model/` by `npm run docs`; a test holds it fresh. The same schema checks catalogs and completes them in editors.',
    '',
    'A *text* is a string in the default documentation locale, or a map from locale to string; `code` in backticks is its only markup. Unknown keys are errors.',
    '',
    [...parts.map(({ name }) => name), 'Words'].map((name) => `[${name}](#${name.toLowerCase()})`).join(' · '),
    '',
    ...sections,
    ...wordSections(),
  ].join('\n');
}
