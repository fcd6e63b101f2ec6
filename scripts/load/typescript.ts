import { parseSync } from 'vite';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import { startOf } from './lines.ts';
import { moduleFinding } from './module-error.ts';
import { asThrown } from './module-reply.ts';
import type { ModuleThread } from './module-thread.ts';
import type { Parsed } from './parsed.ts';
import { moduleLocator } from './positions.ts';
import type { SyntaxNode } from './positions.ts';
import type { SourceText } from './read.ts';
import { finding } from './rules.ts';

export interface ModuleOptions {
  /** The catalog folder, absolute. */
  readonly root: string;
  readonly unit: string;
  /** `codes`: the default export is the map of codes, which YAML writes under `codes:`. */
  readonly kind: 'main' | 'codes';
  /** Where modules run. */
  readonly thread: ModuleThread;
  /** Told of every source file that took part, the module itself included. */
  onFile(file: string, path: string, text: string): void;
}

/**
 * Reads a TypeScript or JavaScript file of the catalog: runs it, takes its default export, and turns that into plain JSON.
 * A module that does not compile, throws, ends the process, or never finishes is a finding at the place concerned.
 */
export async function loadModule(source: SourceText, options: ModuleOptions): Promise<Stage<Parsed>> {
  const base: Path = options.kind === 'codes' ? ['codes'] : [];
  const { root, unit, thread } = options;
  const reply = await thread
    .run({ root, base, file: source.file, path: source.path, text: source.text })
    .catch((error: unknown) => ({ modules: [], thrown: asThrown(error), exported: undefined, complaints: [] }));
  const modules = new Map([[source.path, { file: source.file, text: source.text }], ...reply.modules]);
  for (const [path, { file, text }] of modules) options.onFile(file, path, text);
  if (reply.thrown) return { diagnostics: [moduleFinding(reply.thrown, source, modules, unit, syntaxErrors)] };
  if (!reply.exported)
    return { diagnostics: [finding('module-no-default', `\`${source.file}\` has no default export`, unit, startOf(source.file))] };

  const find = moduleLocator(source.path, modules, parse);
  const locate: Parsed['locate'] = (path, key) => find(path.slice(base.length), key);
  const diagnostics: Diagnostic[] = reply.complaints.map(({ rule, message, path }) => {
    const span = locate(path);
    return finding(rule, message, unit, span, { at: { unit, path, span } });
  });
  const { plain } = reply.exported;
  return { value: { value: options.kind === 'codes' ? { codes: plain } : plain, locate }, diagnostics };
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
