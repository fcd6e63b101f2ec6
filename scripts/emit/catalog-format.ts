import { z } from 'zod';
import { codesFile } from '../model/code.ts';
import { service, settings } from '../model/service.ts';
import { jsonText } from './json.ts';
import { fileFrom } from './types.ts';
import type { Format, OutputFile } from './types.ts';

const roots = {
  'service.schema.json': service,
  'codes.schema.json': codesFile,
  'catalog.schema.json': settings,
};

/** Zod writes its own checks as `format` too; only those of the specification mean something to others (draft-07, section 7.3). */
function withoutForeignFormats({ jsonSchema }: { jsonSchema: { format?: string } }): void {
  if (jsonSchema.format === 'starts_with') delete jsonSchema.format;
}

/**
 * JSON Schemas of the catalog's own files, for editors: `service.yaml`, files under `codes/`, and `catalog.yaml`.
 * Draft-07, the newest draft in which yaml-language-server completes as well as it validates. Made from nothing but the tool, and when asked for.
 * @param folder where they stand, with `/` at its end
 */
export function catalogSchemas(folder = ''): OutputFile[] {
  return Object.entries(roots).map(([name, schema]) =>
    fileFrom(`${folder}${name}`, [], () =>
      jsonText(z.toJSONSchema(schema, { io: 'input', target: 'draft-7', override: withoutForeignFormats })),
    ),
  );
}

/** The same files in every output: what an editor of a foreign catalog points to. */
export const catalogFormat: Format = {
  name: 'catalog-format',
  title: 'Schemas of the catalog format',
  docs: 'JSON Schemas (draft-07) of the catalog files themselves, as `schemas/catalog/service.schema.json`, `codes.schema.json` and `catalog.schema.json`: with a `yaml-language-server` line an editor completes and checks a catalog while it is written.',
  emit: () => catalogSchemas('schemas/catalog/'),
};
