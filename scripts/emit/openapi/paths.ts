import type { CompiledOperation, CompiledService } from '../../compile/types.ts';
import type { JsonObject } from '../../model/json.ts';
import { componentName } from '../components.ts';
import { code as codeSpan, paragraphs } from '../markdown.ts';
import type { Sendable } from '../messages.ts';
import { pick, pickMaybe } from '../texts.ts';
import type { HttpComponents } from './bodies.ts';
import { byStatus, response, statusDescription } from './responses.ts';

/** An operation of the catalog with all names under which it is declared: two may share a method and path. */
interface HttpOperation {
  method: string;
  path: string;
  operations: CompiledOperation[];
}

/** Operations over HTTP by method and path. Paths that differ in the names of their parameters are the same (OpenAPI 3.1, section 4.8.8.1). */
function httpOperations(service: CompiledService): HttpOperation[] {
  const paths = new Map<string, string>();
  const found = new Map<string, HttpOperation>();
  for (const operation of service.operations) {
    if (operation.path === undefined || operation.method === undefined) continue;
    const shape = operation.path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/+$/, '');
    const path = paths.get(shape) ?? operation.path.replace(/[?#].*$/, '').replace(/(?<=.)\/+$/, '');
    paths.set(shape, path);
    const key = `${operation.method} ${path}`;
    const known = found.get(key);
    if (known) known.operations.push(operation);
    else found.set(key, { method: operation.method.toLowerCase(), path, operations: [operation] });
  }
  return [...found.values()];
}

const SUCCESS = 'Success. What it holds is outside this catalog.';

function operationObject(
  service: CompiledService,
  components: HttpComponents,
  { method, path, operations }: HttpOperation,
  all: readonly Sendable[],
): JsonObject {
  const names = operations.map(({ name }) => name);
  const raised = new Set(operations.flatMap(({ raises }) => raises));
  const messages = all.filter(({ codes }) => codes.some((id) => raised.has(id)));
  const groups = byStatus(components, messages);
  const responses = groups.map(([status, group]): [string, JsonObject] => {
    const success = typeof status === 'number' && status < 300;
    const text = statusDescription(status, group);
    const description = success ? `${text} Or the success of the operation, which is outside this catalog.` : text;
    const besides = success ? [{ title: 'Success', description: SUCCESS }] : [];
    const object = response(components, group, description, status, besides);
    const headers = Object.entries((object.headers ?? {}) as Record<string, JsonObject>).map(([name, { required: _, ...header }]) => [
      name,
      header,
    ]);
    const shown = success && headers.length > 0 ? { ...object, headers: Object.fromEntries(headers) as JsonObject } : object;
    return [
      String(status),
      components.sections.responses.ref(components.sections.responses.add(componentName(names[0] ?? method, String(status)), shown)),
    ];
  });
  const has = (test: RegExp) => responses.some(([status]) => test.test(status));
  const parameters = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const bodies = operations.flatMap(({ contentType }) => contentType ?? []);
  const texts = operations.map((each) => pickMaybe(each.description)).filter((text) => text !== undefined);
  // Linters refuse a slash at the end of a path (Redocly: no-path-trailing-slash), so it is said in words.
  const slash = operations.find((each) => each.path !== undefined && each.path !== path && each.path.endsWith('/'))?.path;
  const description = [...texts.map(paragraphs), ...(slash === undefined ? [] : [`The path ends with a slash: ${codeSpan(slash)}.`])];
  return {
    operationId: componentName(names.join('-')),
    summary: operations.map((each) => pick(each.title)).join('; '),
    ...(description.length === 0 ? {} : { description: description.join('\n\n') }),
    tags: [service.service],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(bodies.length === 0 ? {} : { requestBody: { content: Object.fromEntries(bodies.map((type) => [type, {}])) } }),
    responses: {
      ...(has(/^2/) ? {} : { '2XX': { description: SUCCESS } }),
      ...Object.fromEntries(responses),
      ...(has(/^4/) ? {} : { '4XX': { description: 'A client error. None is known to this catalog.' } }),
    },
  };
}

/** The Paths Object: declared operations with the errors that they raise. What else they do is not known to an error catalog. */
export function pathsObject(service: CompiledService, components: HttpComponents, all: readonly Sendable[]): JsonObject {
  const paths = new Map<string, JsonObject>();
  for (const operation of httpOperations(service)) {
    const item = paths.get(operation.path) ?? {};
    item[operation.method] = operationObject(service, components, operation, all);
    paths.set(operation.path, item);
  }
  return Object.fromEntries(paths);
}
