import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { asyncapiPath, codePath, openapiPath } from '../../scripts/emit/paths.ts';
import { slug } from '../../scripts/model/slug.ts';

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

/** Descriptions of the whole service: OpenAPI where it speaks HTTP, AsyncAPI where it speaks anything else. */
export function descriptions(service: CompiledService): Artifact[] {
  const found: Artifact[] = [];
  if (service.transports.includes('http')) found.push({ label: 'OpenAPI', path: `/${openapiPath(service.service)}` });
  if (service.transports.some((transport) => transport !== 'http' && transport !== 'nested')) {
    found.push({ label: 'AsyncAPI', path: `/${asyncapiPath(service.service)}` });
  }
  return found;
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
