import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRunnableDevEnvironment, parseSync, resolveConfig } from 'vite';
import type { RunnableDevEnvironment } from 'vite';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import type { Path } from '../model/json.ts';
import { moduleFinding } from './module-error.ts';
import type { ModuleError } from './module-error.ts';
import type { Parsed } from './parsed.ts';
import { toPlain } from './plain.ts';
import { moduleLocator } from './positions.ts';
import type { SyntaxNode } from './positions.ts';
import type { SourceText } from './read.ts';
import { finding } from './rules.ts';
import { startOf } from './lines.ts';

export interface ModuleOptions {
  /** The catalog folder, absolute. */
  readonly root: string;
  readonly unit: string;
  /** `codes`: the default export is the map of codes, which YAML writes under `codes:`. */
  readonly kind: 'main' | 'codes';
  /** Milliseconds after which a module that does not finish is given up. Default: 30,000. */
  readonly timeout?: number;
  /** Told of every source file that took part, the module itself included. */
  onFile(file: string, path: string, text: string): void;
}

/** What TypeScript catalogs import as `errdex/catalog`: our own model, as source or as built. */
const authoring = fileURLToPath(new URL(`../model/index${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/**
 * Reads a TypeScript or JavaScript file of the catalog: runs it, takes its default export, and turns that into plain JSON.
 * A module that does not compile, throws, or never finishes is a finding at the place concerned.
 */
export async function loadModule(source: SourceText, options: ModuleOptions): Promise<Stage<Parsed>> {
  const diagnostics: Diagnostic[] = [];
  const environment = await moduleEnvironment(options.root);
  const modules = new Map([[source.path, { file: source.file, text: source.text }]]);
  try {
    let exported: unknown;
    let failure: ModuleError | undefined;
    try {
      exported = await inTime(environment.runner.import(source.path), options.timeout ?? 30_000);
    } catch (error) {
      // Read now: the stack is mapped to the sources only while the environment is open.
      failure = { error, stack: error instanceof Error ? String(error.stack) : '' };
    }
    for (const { file } of environment.runner.evaluatedModules.idToModuleMap.values()) {
      if (modules.has(file) || !isAuthored(file)) continue;
      const name = relative(options.root, file).split(sep).join('/');
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text !== undefined) modules.set(file, { file: name, text });
    }
    for (const [path, { file, text }] of modules) options.onFile(file, path, text);
    if (failure) return { diagnostics: [moduleFinding(failure, source, modules, options.unit, syntaxErrors)] };
    if (!isObject(exported) || !('default' in exported)) {
      return {
        diagnostics: [finding('module-no-default', `\`${source.file}\` has no default export`, options.unit, startOf(source.file))],
      };
    }
    const base: Path = options.kind === 'codes' ? ['codes'] : [];
    const find = moduleLocator(source.path, modules, parse);
    const locate: Parsed['locate'] = (path, key) => find(path.slice(base.length), key);
    const plain = toPlain(exported['default'], base, (rule, message, path) =>
      diagnostics.push(finding(rule, message, options.unit, locate(path), { at: { unit: options.unit, path, span: locate(path) } })),
    );
    return { value: { value: options.kind === 'codes' ? { codes: plain } : plain, locate }, diagnostics };
  } finally {
    await environment.close();
  }
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

async function inTime<T>(work: Promise<T>, timeout: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`still not loaded after ${timeout / 1000} s: a top-level \`await\` does not end`)), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Files of the author, not of a package and not of the tool. */
function isAuthored(file: string): boolean {
  const tool = fileURLToPath(new URL('../model/', import.meta.url));
  return !file.startsWith(tool) && !file.includes(`${sep}node_modules${sep}`) && !file.startsWith('node:');
}

function parse(path: string, text: string): SyntaxNode | undefined {
  const result = parseSync(path, text);
  return result.errors.length > 0 ? undefined : (result.program as unknown as SyntaxNode);
}

/** Syntax errors of a file: what, and the offset where known. */
function syntaxErrors(path: string, text: string): { message: string; start?: number; end?: number }[] {
  return parseSync(path, text).errors.map((error) => {
    const label = error.labels[0];
    return { message: error.message, ...(label && { start: label.start, end: label.end }) };
  });
}
