import { dev } from 'astro';
import { withTemporaryFolder } from '../emit/writer.ts';
import { siteConfig, siteFolder } from './config.ts';
import type { PagesOptions } from './pages.ts';

export interface DevOptions extends Pick<PagesOptions, 'source' | 'folder' | 'onProblem'> {
  /** 0: any free one. A port that is taken is not waited for: the next free one is used, as Astro does. */
  readonly port: number;
  /** Path below which the site stands: `/docs`. */
  readonly base?: string;
}

/**
 * Serves the pages of a catalog with Astro's own `dev()`, on loopback only, until `until` settles.
 * @param onReady told the address once it answers
 */
export async function devSite(
  { port, base = '/', ...options }: DevOptions,
  onReady: (address: string) => void,
  until: () => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(siteFolder, async (folder) => {
    const before = process.listeners('SIGTERM');
    const server = await dev({ ...siteConfig('dev', options, folder), base, server: { host: '127.0.0.1', port }, logLevel: 'error' });
    // Vite would end the process before its folder is removed.
    for (const listener of process.listeners('SIGTERM')) if (!before.includes(listener)) process.off('SIGTERM', listener);
    onReady(`http://127.0.0.1:${String(server.address.port)}${base.endsWith('/') ? base : `${base}/`}`);
    await until();
    await server.stop();
  });
}
