import { posix, sep } from 'node:path';

/** A node of an ESTree syntax tree (with TypeScript's types): offsets in UTF-16 code units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A node, and the module (absolute path) in which it stands. */
export interface Place {
  readonly module: string;
  readonly node: SyntaxNode;
}

/** What a name of a module stands for: an expression, or a name of another module (`*` for all of it). */
type Binding = { readonly node: SyntaxNode } | { readonly from: string; readonly name: string };

export interface ModuleScope {
  readonly locals: ReadonlyMap<string, Binding>;
  readonly exports: ReadonlyMap<string, Binding>;
  /** Modules whose exports are passed on: `export * from`. */
  readonly passedOn: readonly string[];
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The nodes of a list property such as `body`, `elements`, `arguments`. */
export function nodes(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Name of an identifier, or value of a literal used as a name. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node['name']);
  return node.type === 'Literal' ? String(node['value']) : undefined;
}

/** Collects what the top level of a module declares, imports and exports. */
export function scopeOf(program: SyntaxNode): ModuleScope {
  const locals = new Map<string, Binding>();
  const exports = new Map<string, Binding>();
  const passedOn: string[] = [];
  const declare = (declaration: unknown, exported: boolean): void => {
    if (!isNode(declaration) || declaration.type !== 'VariableDeclaration') return;
    for (const { id, init } of nodes(declaration['declarations']) as unknown as { id: unknown; init: unknown }[]) {
      const name = nameOf(id);
      if (name === undefined || !isNode(init)) continue;
      locals.set(name, { node: init });
      if (exported) exports.set(name, { node: init });
    }
  };
  for (const statement of nodes(program['body'])) {
    const from = nameOf(statement['source']);
    const specifiers = nodes(statement['specifiers']);
    if (statement.type === 'ImportDeclaration' && from !== undefined) {
      for (const specifier of specifiers) {
        const imported =
          specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : specifier.type === 'ImportNamespaceSpecifier'
              ? '*'
              : nameOf(specifier['imported']);
        locals.set(nameOf(specifier['local']) ?? '', { from, name: imported ?? '' });
      }
    } else if (statement.type === 'ExportAllDeclaration' && from !== undefined) passedOn.push(from);
    else if (statement.type === 'ExportDefaultDeclaration' && isNode(statement['declaration']))
      exports.set('default', { node: statement['declaration'] });
    else if (statement.type === 'ExportNamedDeclaration') {
      declare(statement['declaration'], true);
      for (const specifier of specifiers) {
        const name = nameOf(specifier['local']) ?? '';
        const binding: Binding | undefined = from === undefined ? { node: specifier['local'] as SyntaxNode } : { from, name };
        exports.set(nameOf(specifier['exported']) ?? '', binding);
      }
    } else declare(statement, false);
  }
  return { locals, exports, passedOn };
}

/** The module that a relative import means, among those that were loaded. */
export function importedModule(from: string, importer: string, loaded: ReadonlyMap<string, unknown>): string | undefined {
  if (!from.startsWith('.')) return undefined;
  const importerPath = importer.split(sep).join('/');
  const path = posix.join(posix.dirname(importerPath), from);
  const stem = path.replace(/\.m?js$/, '');
  const candidates = [
    path,
    ...[path, stem].flatMap((one) => ['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'].map((end) => one + end)),
  ];
  return candidates.map((one) => one.split('/').join(sep)).find((one) => loaded.has(one));
}

/** The properties of an object literal by name, the last of a name; and what is spread into it, the last first. */
export interface ObjectIndex {
  readonly own: ReadonlyMap<string, SyntaxNode>;
  readonly spreads: readonly SyntaxNode[];
}

/** Sorts the properties of an object literal. */
export function objectIndex(object: SyntaxNode): ObjectIndex {
  const own = new Map<string, SyntaxNode>();
  const spreads: SyntaxNode[] = [];
  for (const property of nodes(object['properties'])) {
    const name = keyName(property);
    if (property.type === 'SpreadElement' && isNode(property['argument'])) spreads.unshift(property['argument']);
    else if (name !== undefined) own.set(name, property);
  }
  return { own, spreads };
}

function keyName(property: SyntaxNode): string | undefined {
  return property['computed'] === true && isNode(property['key']) && property['key'].type !== 'Literal'
    ? undefined
    : nameOf(property['key']);
}
