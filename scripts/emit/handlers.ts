import type { CompiledCatalog } from '../compile/types.ts';
import { jsonText } from './json.ts';
import { handlerPath } from './paths.ts';
import { fileOf } from './types.ts';
import type { Format, OutputFile } from './types.ts';

/** What there is: an entry a file, with what it ran with. */
const index = ({ services }: CompiledCatalog): string =>
  jsonText({
    handlers: services.flatMap(({ service, handlers = [] }) =>
      handlers.map(({ code: _, ...handler }) => ({ service, ...handler, path: handlerPath(service, handler) })),
    ),
  });

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  yield fileOf('handlers/index.json', index(catalog));
  for (const { service, handlers = [] } of catalog.services)
    for (const handler of handlers) yield fileOf(handlerPath(service, handler), handler.code);
}

/** Whole handlers. */
export const handlers: Format = {
  name: 'handlers',
  title: 'whole handlers',
  docs: '`handlers/<service>/<client>.<extension>`: a file that knows what to do about every error of a service over one transport, and about a code that is newer than the file; only what has run against all of them (`errdex prove`). `handlers/index.json` lists the files.',
  emit,
};
