import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import { jsonLine } from '../model/json-line.ts';
import { jsonPieces, LateJson } from './json.ts';
import { withoutNode } from './messages.ts';
import { handlerPath } from './paths.ts';
import { piecesFrom } from './types.ts';
import type { Format, OutputFile, Piece } from './types.ts';

/** The catalog without resolved templates, and with whole handlers where they stand: what `catalog.json` holds. */
function withoutNodes(catalog: CompiledCatalog): unknown {
  return {
    ...catalog,
    services: catalog.services.map((service) => ({
      ...service,
      ...(service.handlers && {
        handlers: service.handlers.map(({ code: _, ...rest }) => ({ ...rest, path: handlerPath(service.service, rest) })),
      }),
      envelopes: service.envelopes.map(({ node: _, ...rest }) => rest),
      codes: service.codes.map((code) => new LateJson([code], () => ({ ...code, messages: code.messages.map(withoutNode) }))),
    })),
  };
}

/** One line an entry: a change of one code is a change of one line. */
function* templates(service: CompiledService): Generator<Piece> {
  yield `{\n"version": 1,\n"service": ${jsonLine(service.service)},\n"entries": [\n`;
  let before = '';
  for (const code of service.codes) {
    if (code.messages.length === 0) continue;
    yield before;
    yield {
      madeFrom: [code],
      texts: () => [
        code.messages.map(({ envelope, transport, node }) => jsonLine({ code: code.id, envelope, transport, node })).join(',\n'),
      ],
    };
    before = ',\n';
  }
  for (const { name, transport, node } of service.envelopes) {
    if (node === undefined) continue;
    yield before + jsonLine({ envelope: name, transport, node });
    before = ',\n';
  }
  yield '\n]\n}\n';
}

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  // A piece a code, of which a rebuild copies those that are as they were: they stand in the catalog, its services, a service, its codes.
  yield piecesFrom('catalog.json', [catalog], () => jsonPieces(withoutNodes(catalog), 4));
  for (const service of catalog.services) yield piecesFrom(`templates/${service.service}.json`, [service], () => templates(service));
}

/** The whole catalog as one JSON file; the resolved templates, which only programs need, in a file a service. */
export const catalogJson: Format = {
  name: 'catalog-json',
  title: 'catalog.json',
  docs: 'The compiled catalog as `catalog.json`: every service, code and fact, written or derived, with examples. `version` is the version of this format. The resolved templates of the messages, from which a decoder is built, stand apart in `templates/<service>.json`.',
  per: 'service',
  emit,
};
