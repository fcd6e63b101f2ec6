import { catalog } from 'virtual:errdex';

/** Where the site stands: as the host of the pages says, else as the catalog does; undefined where nobody does. */
export function siteUrl(host: URL | undefined): URL | undefined {
  return host ?? (catalog.url === undefined ? undefined : new URL(catalog.url));
}
