import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic, Span } from '../model/diagnostic.ts';
import { linesOf, startOf } from './lines.ts';
import type { Thrown } from './module-reply.ts';
import type { SourceText } from './read.ts';
import { finding } from './rules.ts';

type Modules = ReadonlyMap<string, { readonly file: string; readonly text: string }>;
type SyntaxErrors = (path: string, text: string) => readonly { message: string; start?: number; end?: number }[];

/** Says why a module could not be loaded, at the place in the author's files that caused it. */
export function moduleFinding(thrown: Thrown, source: SourceText, modules: Modules, unit: string, syntaxErrors: SyntaxErrors): Diagnostic {
  for (const [path, { file, text }] of modules) {
    const first = syntaxErrors(path, text)[0];
    if (!first) continue;
    const span = first.start === undefined ? startOf(file) : linesOf(file, text).span(first.start, first.end ?? first.start);
    return finding('module-failed', `\`${file}\` does not compile: ${plainText(first.message)}`, unit, span, {
      fix: 'Correct the syntax; types are not checked here.',
    });
  }
  const lost = /(?:Failed to load url|Cannot find (?:module|package)) '?([^\s']+)'?/.exec(thrown.message)?.[1];
  const span =
    frame(thrown.stack, modules) ??
    frame(thrown.importStack, modules) ??
    (lost === undefined ? undefined : importOf(lost, modules)) ??
    startOf(source.file);
  if (lost !== undefined) {
    return finding('module-failed', `\`${lost}\` cannot be imported`, unit, importOf(lost, modules) ?? span, {
      fix:
        lost.startsWith('.') || lost.startsWith('/')
          ? 'Correct the path, extension included.'
          : 'Install the package beside the catalog, or leave the import out.',
    });
  }
  const kind = thrown.name === 'Error' ? '' : `${thrown.name}: `;
  return finding('module-failed', `\`${source.file}\` throws: ${kind}${plainText(thrown.message)}`, unit, span, {
    fix: 'Make the module load by itself; it may not depend on the environment.',
  });
}

/** The first stack frame in one of the author's files. */
function frame(stack: string, modules: Modules): Span | undefined {
  for (const [, path, line, column] of stack.matchAll(/(?:\(|at |async )(?:file:\/\/)?([^()\n]+?):(\d+):(\d+)\)?$/gm)) {
    const module = path === undefined ? undefined : modules.get(decode(path));
    if (!module) continue;
    const lines = linesOf(module.file, module.text);
    const start = lines.offset(Number(line), Number(column));
    const end = /^[\w$]+/.exec(module.text.slice(start))?.[0].length ?? 1;
    return lines.span(start, start + end);
  }
  return undefined;
}

/** Where a module specifier stands. */
function importOf(specifier: string, modules: Modules): Span | undefined {
  for (const { file, text } of modules.values()) {
    const start = Math.max(text.indexOf(`'${specifier}'`), text.indexOf(`"${specifier}"`));
    if (start >= 0) return linesOf(file, text).span(start, start + specifier.length + 2);
  }
  return undefined;
}

/** One line without colours. */
function plainText(text: string): string {
  const line = stripVTControlCharacters(text)
    .split('\n')
    .find((part) => part.trim() !== '');
  return (line ?? 'no message').trim();
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
