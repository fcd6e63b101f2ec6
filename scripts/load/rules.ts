import type { Diagnostic, Span } from '../model/diagnostic.ts';

/** What loading can find, with the reason and the remedy that hold for every finding of the kind. */
export const loadRules = [
  {
    id: 'catalog-not-found',
    title: 'The catalog is a folder that can be read',
    why: 'There is nothing to read.',
    fix: 'Name the folder that holds one folder a service: `--catalog path`.',
  },
  {
    id: 'no-services',
    title: 'A catalog holds at least one service',
    why: 'A catalog without a service gives no output.',
    fix: 'Add a folder with a `service.yaml` or `service.ts`.',
  },
  {
    id: 'service-file-missing',
    title: 'A folder with catalog files has a service file',
    why: 'The folder is skipped.',
    fix: 'Name its main file `service.yaml` or `service.ts`.',
  },
  {
    id: 'service-file-duplicate',
    title: 'A service, and the settings, have one file',
    why: 'Only one file can declare the service.',
    fix: 'Keep one of them; further codes go to `codes/`.',
  },
  {
    id: 'file-unreadable',
    title: 'Files can be read',
    why: 'Its content is missing from the catalog.',
    fix: 'Make it a plain file that this user may read.',
  },
  {
    id: 'file-outside',
    title: 'Files stay inside the catalog',
    why: 'A catalog is complete in its own folder, wherever it is copied.',
    fix: 'Copy the file into the catalog folder.',
  },
  {
    id: 'file-size',
    title: 'Files have a size that can be read in reasonable time',
    why: 'A file of this size is hardly written by hand, and reading it would take minutes and gigabytes.',
    fix: 'Spread the codes over several files under `codes/`.',
  },
  { id: 'file-encoding', title: 'Files are UTF-8', why: 'Catalogs are UTF-8 text (RFC 3629).', fix: 'Save the file as UTF-8.' },
  { id: 'file-empty', title: 'Files are not empty', why: 'An empty file declares nothing.', fix: 'Fill it or delete it.' },
  { id: 'yaml-syntax', title: 'YAML files are YAML 1.2', why: 'The file cannot be read as YAML 1.2.' },
  {
    id: 'yaml-key',
    title: 'Keys are text',
    why: 'Every key becomes a key of JSON, which is a string.',
    fix: 'Write a plain or quoted word as key.',
  },
  {
    id: 'yaml-tag',
    title: 'Values carry no tags',
    why: 'Values are plain JSON; a tag would change them out of sight.',
    fix: 'Leave the tag out; quote the value if it must stay text.',
  },
  {
    id: 'yaml-alias',
    title: 'Aliases and merge keys end',
    why: 'Aliases are copied where they stand, so they must end.',
    fix: 'Write the value out, or share it through `parts:`.',
  },
  { id: 'yaml-value', title: 'Values are JSON', why: 'Values are plain JSON (RFC 8259).', fix: 'Quote it if it is meant as text.' },
  {
    id: 'duplicate-key',
    title: 'A key appears once in its map',
    why: 'Only one of the two values can be kept.',
    fix: 'Rename or delete one of them.',
  },
  { id: 'duplicate-code', title: 'A code is defined once', why: 'A code has one definition.', fix: 'Keep one of the two definitions.' },
  {
    id: 'codes-file-shape',
    title: 'Files under `codes/` hold codes',
    why: 'Files under `codes/` hold codes and nothing else.',
    fix: 'YAML: one key `codes:`. TypeScript: the map of codes as default export.',
  },
  {
    id: 'mdx-syntax',
    title: 'Guides are MDX',
    why: 'The guide cannot be read as MDX.',
    fix: 'Close every tag and brace; write `\\{` and `\\<`, or code in backticks, where the character itself is meant.',
  },
  {
    id: 'guide-name',
    title: 'The files of guides are named as their addresses',
    why: 'The name of the file is the address of the guide, and its second ending the language.',
    fix: 'Use lower-case letters, digits and hyphens, then the language where it is not the first: `rate-limits.mdx`, `rate-limits.ru.mdx`.',
  },
  { id: 'module-failed', title: 'Modules load', why: 'Without the module its definitions are missing.' },
  {
    id: 'module-no-default',
    title: 'Modules have a default export',
    why: 'The definition is read from the default export.',
    fix: 'Write `export default defineService({ ... })`.',
  },
  {
    id: 'not-plain-data',
    title: 'TypeScript definitions are plain data',
    why: 'A catalog is data: it is written to JSON and must come out the same.',
    fix: 'Use strings, finite numbers, booleans, null, lists and plain objects; schemas in `params`, `context`, `facts` and `details`.',
  },
  {
    id: 'schema-not-json',
    title: 'Schemas can be said in JSON Schema',
    why: 'The schema must be said in JSON Schema to reach clients.',
    fix: 'Use a type that JSON can carry, or write the JSON Schema yourself.',
  },
] as const satisfies readonly { id: string; title: string; why: string; fix?: string }[];

export type LoadRule = (typeof loadRules)[number]['id'];

/**
 * One finding of the loader: an error unless told otherwise, with reason and remedy of its rule.
 * `unit` is the folder of the service, `''` for the catalog itself.
 */
export function finding(rule: LoadRule, message: string, unit: string, span: Span, more: Partial<Diagnostic> = {}): Diagnostic {
  const known: { why: string; fix?: string } | undefined = loadRules.find((one) => one.id === rule);
  return {
    rule,
    severity: 'error',
    message,
    at: { unit, path: [], span },
    ...(known && { why: known.why, ...(known.fix && { fix: known.fix }) }),
    ...more,
  };
}
