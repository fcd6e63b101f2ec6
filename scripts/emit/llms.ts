import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { code as codeSpan, link, prose } from './markdown.ts';
import { documentedIn } from './messages.ts';
import { asyncapiPath, codePath, handlerPath, href, openapiPath } from './paths.ts';
import { pick, pickMaybe } from './texts.ts';
import { fileFrom } from './types.ts';
import type { Format, OutputFile } from './types.ts';

/** Up to so many codes stand in `llms.txt` itself: some 40 kB, a tenth of a small context. */
const INLINE = 400;

function codeLine(catalog: CompiledCatalog, code: CompiledCode): string {
  const summary = pickMaybe(code.summary);
  const state = code.lifecycle.state === 'stable' ? '' : ` (${code.lifecycle.state})`;
  return `- ${link(codeSpan(code.code), href(catalog, codePath(code, 'md')))}: ${prose(pick(code.title))}${state}${summary === undefined ? '' : `. ${prose(summary)}`}`;
}

function indexPath(service: CompiledService): string {
  return `${service.service}/llms.txt`;
}

function serviceLines(catalog: CompiledCatalog, service: CompiledService): string[] {
  const summary = pickMaybe(service.summary);
  const documents = documentedIn(service, service.codes);
  return [
    `- ${link('Page', href(catalog, service.path))}${summary === undefined ? '' : `: ${prose(summary)}`}`,
    ...(documents.openapi ? [`- ${link('OpenAPI', href(catalog, openapiPath(service.service)))}`] : []),
    ...(service.handlers ?? []).map(
      (handler) => `- ${link(`Handler of all errors, ${handler.title}`, href(catalog, handlerPath(service.service, handler)))}`,
    ),
    ...(documents.asyncapi ? [`- ${link('AsyncAPI', href(catalog, asyncapiPath(service.service)))}`] : []),
  ];
}

function guideLines(catalog: CompiledCatalog, service?: string): string[] {
  return (catalog.guides ?? [])
    .filter((guide) => guide.service === service)
    .map(
      ({ path, title, summary }) =>
        `- ${link(prose(pick(title)), href(catalog, path))}${summary === undefined ? '' : `: ${prose(pick(summary))}`}`,
    );
}

function serviceIndex(catalog: CompiledCatalog, service: CompiledService): string {
  const summary = pickMaybe(service.summary);
  const lines = [`# ${prose(pick(service.title))}`, ...(summary === undefined ? [] : [`> ${prose(summary)}`])];
  return `${lines.join('\n\n')}\n\n## Error codes\n\n${service.codes.map((code) => codeLine(catalog, code)).join('\n')}\n`;
}

function root(catalog: CompiledCatalog): string {
  const total = catalog.services.reduce((sum, { codes }) => sum + codes.length, 0);
  const summary = pickMaybe(catalog.summary) ?? `Documentation of ${total} error codes of ${catalog.services.length} services.`;
  const about = [
    `Every code has a page at ${codeSpan('/<service>/<code>/')}, the same as Markdown at ${codeSpan('/<service>/<code>.md')} and as JSON at ${codeSpan('/<service>/<code>.json')}.`,
    'Each tells what the error means, whether a retry is safe, who can act, what arrives on the wire, and each cause with its fix.',
  ];
  const sections = catalog.services.map((service) => {
    const codes =
      total <= INLINE
        ? service.codes.map((code) => codeLine(catalog, code))
        : [`- ${link('Error codes', href(catalog, indexPath(service)))}: all ${service.codes.length}, one a line`];
    return `## ${prose(pick(service.title))}\n\n${[...serviceLines(catalog, service), ...guideLines(catalog, service.service), ...codes].join('\n')}`;
  });
  const guides = guideLines(catalog);
  if (guides.length > 0) sections.unshift(`## Guides\n\n${guides.join('\n')}`);
  const optional = `## Optional\n\n- ${link('catalog.json', href(catalog, 'catalog.json'))}: every fact of every code in one file`;
  return `${[`# ${prose(pick(catalog.title))}`, `> ${prose(summary)}`, about.join('\n'), ...sections, optional].join('\n\n')}\n`;
}

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  yield fileFrom('llms.txt', [catalog], () => root(catalog));
  for (const service of catalog.services) yield fileFrom(indexPath(service), [service], () => serviceIndex(catalog, service));
}

/** Indexes for language models. */
export const llms: Format = {
  name: 'llms',
  title: 'llms.txt',
  docs: `Indexes for language models (llmstxt.org): \`llms.txt\` for the catalog and \`<service>/llms.txt\` for each service, with links to the Markdown of every code. A catalog of more than ${INLINE} codes lists them only in the files of its services.`,
  emit,
};
