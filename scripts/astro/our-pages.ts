import type { Connect } from 'vite';

/**
 * Whether the pages have to answer, if only that there is no such page, and not Vite's client, which stands at the base of the whole site.
 * @param root path below which the pages stand, without a slash at the end
 * @param base of the site, with a slash at the end
 */
export function isOurs(request: Connect.IncomingMessage, root: string, base: string): boolean {
  const [pathname = '/'] = (request.originalUrl ?? request.url ?? '/').split('?', 1);
  if (pathname !== root && !pathname.startsWith(`${root}/`)) return false;
  return !pathname.startsWith(`${base}@`) && !pathname.startsWith(`${base}node_modules/`);
}
