import type { CompiledCatalog, CompiledMessage, CompiledService } from '../compile/types.ts';
import { jsonLine, jsonPieces, LateJson, textsOf } from './json.ts';
import { handlerPath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { Format, OutputFile, Piece } from './types.ts';

function withoutNode(message: CompiledMessage): Omit<CompiledMessage, 'node'> {
  const { node: _, ...rest } = message;
  return rest;
}

/** The catalog without resolved templates, and with whole handlers where they stand: what `catalog.json` holds. */
function withoutNodes(catalog: CompiledCatalog): unknown {
  return {
    ...catalog,
    services: catalog.services.map(
      (service) =>
        new LateJson([service], () => ({
          ...service,
          ...(service.handlers && {
            handlers: service.handlers.map(({ code: _, ...rest }) => ({ ...rest, path: handlerPath(service.service, rest) })),
          }),
          envelopes: service.envelopes.map(({ node: _, ...rest }) => rest),
          codes: service.codes.map((code) => ({ ...code, messages: code.messages.map(withoutNode) })),
        })),
    ),
  };
}

/** One line an entry: a change of one code is a change of one line. */
function templates(service: CompiledService): string {
  const codes = service.codes.flatMap((code) =>
    code.messages.map(({ envelope, transport, node }) => ({ code: code.id, envelope, transport, node })),
  );
  const carriers = service.envelopes.flatMap(({ name, transport, node }) =>
    node === undefined ? [] : [{ envelope: name, transport, node }],
  );
  const entries = [...codes, ...carriers].map(jsonLine);
  return `{\n"version": 1,\n"service": ${jsonLine(service.service)},\n"entries": [\n${entries.join(',\n')}\n]\n}\n`;
}

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  // The catalog, its services, a service, its codes: a code is a piece.
  const pieces = (): Iterable<Piece> => jsonPieces(withoutNodes(catalog), 4);
  yield {
    path: 'catalog.json',
    get content() {
      return [...textsOf(pieces())].join('');
    },
    pieces,
    madeFrom: [catalog],
  };
  for (const service of catalog.services) yield fileFrom(`templates/${service.service}.json`, [service], () => templates(service));
}

/** The whole catalog as one JSON file; the resolved templates, which only programs need, in a file a service. */
export const catalogJson: Format = {
  name: 'catalog-json',
  title: 'catalog.json',
  docs: 'The compiled catalog as `catalog.json`: every service, code and fact, written or derived, with examples. `version` is the version of this format. The resolved templates of the messages, from which a decoder is built, stand apart in `templates/<service>.json`.',
  emit,
};
