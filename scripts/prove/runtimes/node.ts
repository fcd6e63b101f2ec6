import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runtime } from '../runtime.ts';
import { harness, packages } from '../files.ts';

/** Node.js, which runs TypeScript as it stands. */
export const node: Runtime = {
  id: 'node',
  clients: ['typescript-fetch', 'typescript-websocket', 'typescript-socket-io', 'typescript-task'],
  versions: () => Promise.resolve({ 'Node.js': process.versions.node }),
  async prepare(folder) {
    // Node strips types outside `node_modules` only, so the snippets stand elsewhere and are led to the packages.
    await symlink(packages(), join(folder, 'node_modules'));
    return { command: process.execPath, args: [harness('node')] };
  },
};
