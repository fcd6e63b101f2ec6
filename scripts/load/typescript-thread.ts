import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { createRunnableDevEnvironment, resolveConfig } from 'vite';
import type { RunnableDevEnvironment } from 'vite';
import { isObject } from '../model/json.ts';
import { ownModule } from '../model/own-module.ts';
import { asThrown } from './module-reply.ts';
import type { ModuleMessage, ModuleReply, ModuleRequest, Thrown } from './module-reply.ts';
import { toPlain } from './plain.ts';

/** What TypeScript catalogs import as `errdex/catalog`: our own model, as source or as built. */
const authoring = fileURLToPath(ownModule('model/index'));

/** The thread in which modules of a catalog run, one after the other: see `module-thread.ts`. */
parentPort?.on('message', ({ line, ...request }: ModuleRequest & { line: MessagePort }) => {
  const say = (message: ModuleMessage): void => line.postMessage(message, []);
  void run(request, () => {
    say('begins');
  }).then(say, (error: unknown) => {
    say({ modules: [], thrown: asThrown(error), complaints: [] });
  });
});

/** Runs a module, takes its default export and makes it plain. Getters and schemas of the author run here too. */
async function run({ root, file, path, text, base }: ModuleRequest, begins: () => void): Promise<ModuleReply> {
  const environment = await moduleEnvironment(root);
  const modules = new Map([[path, { file, text }]]);
  const complaints: ModuleReply['complaints'][number][] = [];
  let exported: { plain: unknown } | undefined;
  let thrown: Thrown | undefined;
  try {
    begins();
    const namespace: unknown = await environment.runner.import(path);
    // A rejection that nobody listens to is raised before the next turn: the module is at fault each time, not now and then.
    await setImmediate();
    if (isObject(namespace) && 'default' in namespace) {
      exported = { plain: toPlain(namespace['default'], base, (rule, message, at) => complaints.push({ rule, message, path: at })) };
    }
  } catch (error) {
    // Read now: the stack is mapped to the sources only while the environment is open.
    thrown = asThrown(error);
  }
  for (const { file: other } of environment.runner.evaluatedModules.idToModuleMap.values()) {
    if (modules.has(other) || !isAuthored(other)) continue;
    const source = await readFile(other, 'utf8').catch(() => undefined);
    if (source !== undefined) modules.set(other, { file: relative(root, other).split(sep).join('/'), text: source });
  }
  await environment.close();
  return { modules: [...modules], complaints, ...(thrown && { thrown }), ...(exported && { exported }) };
}

/** As Vite's `runnerImport`, which maps no stack: packages stay outside and run as they are, the author's own files go through Vite. */
async function moduleEnvironment(root: string): Promise<RunnableDevEnvironment> {
  const config = await resolveConfig(
    {
      root,
      configFile: false,
      envDir: false,
      logLevel: 'silent',
      resolve: { alias: [{ find: /^errdex\/catalog$/, replacement: authoring }] },
      environments: {
        catalog: {
          consumer: 'server',
          dev: { moduleRunnerTransform: true },
          resolve: { external: true, mainFields: [], conditions: ['node', 'module-sync'] },
        },
      },
    },
    'serve',
  );
  const environment = createRunnableDevEnvironment('catalog', config, {
    runnerOptions: { hmr: { logger: false }, sourcemapInterceptor: 'prepareStackTrace' },
    hot: false,
  });
  await environment.init();
  return environment;
}

/** Files of the author, not of a package and not of the tool. */
function isAuthored(file: string): boolean {
  const tool = fileURLToPath(new URL('../model/', import.meta.url));
  return !file.startsWith(tool) && !file.includes(`${sep}node_modules${sep}`) && !file.startsWith('node:');
}
