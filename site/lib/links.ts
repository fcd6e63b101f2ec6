import type { CompiledCode } from '../../scripts/compile/types.ts';
import { asyncapiPath, clientPath, codePath, openapiPath } from '../../scripts/emit/paths.ts';
import { slug } from '../../scripts/model/slug.ts';
import type { Transport } from '../../scripts/model/vocabulary.ts';

/** A link to an artifact that the emitters write beside the pages. */
export interface Artifact {
  label: string;
  path: string;
}

/** `/e/<code>/`: the link for tickets and log lines. */
export function shortPath(code: string): string {
  return `/e/${slug(code)}/`;
}

/** A code's page as data: its `.json` and `.md` twins. */
export function twins(code: CompiledCode): Artifact[] {
  return [
    { label: 'JSON', path: `/${codePath(code, 'json')}` },
    { label: 'Markdown', path: `/${codePath(code, 'md')}` },
  ];
}

/** Descriptions of the whole service that hold these transports: OpenAPI for HTTP, AsyncAPI for the others. */
export function descriptions(service: string, transports: readonly Transport[]): Artifact[] {
  const found: Artifact[] = [];
  if (transports.includes('http')) found.push({ label: 'OpenAPI', path: `/${openapiPath(service)}` });
  if (transports.some((transport) => transport !== 'http' && transport !== 'nested')) {
    found.push({ label: 'AsyncAPI', path: `/${asyncapiPath(service)}` });
  }
  return found;
}

/** Constants, types and a decoder of a service, by language. */
export function typedClients(service: string): Artifact[] {
  const files = { TypeScript: 'errors.ts', Python: 'errors.py', Go: 'errors.go', Java: 'ErrorCode.java' };
  return Object.entries(files).map(([label, file]) => ({ label, path: `/${clientPath(service, file)}` }));
}

/** The whole catalog, for machines. */
export const catalogArtifacts: readonly Artifact[] = [
  { label: 'catalog.json', path: '/catalog.json' },
  { label: 'llms.txt', path: '/llms.txt' },
];

/** An id in a page: a kind and a name in which only safe characters remain. */
export function anchor(kind: string, name: string): string {
  return `${kind}-${slug(name).replaceAll('~', '-').replaceAll('.', '_')}`;
}
