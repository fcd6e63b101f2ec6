import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What Git ignores, and Git itself. */
const notOurs = new Set(['node_modules', 'dist', 'lib', 'coverage', '.astro', '.git']);

/** All files below a folder of the repository, with `/`, in order of their names. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((one, two) => (one.name < two.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    // `lib` is output at the top level only: the site has a folder of that name too.
    if (entry.name === 'node_modules' || (folder === '' && notOurs.has(entry.name))) return [];
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** An import, `export ... from` or dynamic import. `to` is a file of the repository, or the specifier as written. */
export interface Import {
  to: string;
  typeOnly: boolean;
}

/** A module of ours: TypeScript, JavaScript, or the scripts of an Astro component. */
export interface Source {
  file: string;
  lines: number;
  imports: Import[];
  tree: ts.SourceFile;
}

/** Tests, what only tests use, and fixtures. */
export function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || file.includes('/fixtures/') || /^(scripts|site)\/test\//.test(file);
}

/** Frontmatter and scripts of an Astro component, which are TypeScript; the markup is left out. */
function scriptOf(file: string, text: string): string {
  if (!file.endsWith('.astro')) return text;
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  return [frontmatter, ...Array.from(text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g), (found) => found[1] ?? '')].join('\n');
}

function resolveFrom(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.normalize(`${dirname(file)}/${specifier.replace(/\?.*$/, '')}`) : specifier;
}

/** Calls `visit` on every node of a syntax tree. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function importsOf(file: string, tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push({ to: resolveFrom(file, specifier.text), typeOnly });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
  });
  return found;
}

/** Reads a module of ours. */
export function readSource(file: string): Source {
  const text = textOf(file);
  const tree = ts.createSourceFile(file, scriptOf(file, text), ts.ScriptTarget.Latest, true);
  return { file, lines: text.trimEnd().split('\n').length, imports: importsOf(file, tree), tree };
}

/** All modules below folders, tests and fixtures included. */
export function modulesIn(...folders: string[]): Source[] {
  return folders
    .flatMap(filesIn)
    .filter((file) => /\.(ts|mjs|js|astro)$/.test(file) && !file.includes('/fixtures/'))
    .map(readSource);
}
