import type { Span } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import { linesOf, startOf } from './lines.ts';
import type { Lines } from './lines.ts';
import type { Parsed } from './parsed.ts';
import { importedModule, isNode, nameOf, nodes, objectIndex, scopeOf } from './syntax.ts';
import type { ModuleScope, ObjectIndex, Place, SyntaxNode } from './syntax.ts';

export type { SyntaxNode } from './syntax.ts';

type Modules = ReadonlyMap<string, { readonly file: string; readonly text: string }>;
type Parse = (path: string, text: string) => SyntaxNode | undefined;
type Found = { readonly key: Place; readonly value: Place };

/** Wrappers that do not change what stands where. */
const transparent = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
  'AwaitExpression',
]);
/** Names lead to names: more steps than this are a circle. */
const maxSteps = 50;

/**
 * Finds where the parts of a module's default export are written: through names, spreads, `define*()` calls and the author's own imports.
 * What is computed is shown at the expression that computes it. Nothing is parsed before the first question.
 */
export function moduleLocator(main: string, modules: Modules, parse: Parse): Parsed['locate'] {
  const scopes = new Map<string, ModuleScope>();
  const texts = new Map<string, Lines>();
  const indexes = new WeakMap<SyntaxNode, ObjectIndex>();
  const scope = (path: string): ModuleScope => {
    const known = scopes.get(path);
    if (known) return known;
    const program = parse(path, modules.get(path)?.text ?? '');
    const made = program ? scopeOf(program) : { locals: new Map(), exports: new Map(), passedOn: [] };
    scopes.set(path, made);
    return made;
  };

  const indexOf = (object: SyntaxNode): ObjectIndex => {
    const known = indexes.get(object);
    if (known) return known;
    const made = objectIndex(object);
    indexes.set(object, made);
    return made;
  };

  /** The expression behind a name, or behind wrappers around it. */
  function resolve({ module, node }: Place, steps = 0): Place {
    if (steps > maxSteps) return { module, node };
    if (transparent.has(node.type) && isNode(node['expression'] ?? node['argument'])) {
      return resolve({ module, node: (node['expression'] ?? node['argument']) as SyntaxNode }, steps + 1);
    }
    if (node.type === 'CallExpression' && isNode(node['callee'])) {
      const [first] = nodes(node['arguments']);
      const callee = nameOf(node['callee']) ?? nameOf(node['callee']['property']) ?? '';
      return first && /^(define[A-Z]|freeze$)/.test(callee) ? resolve({ module, node: first }, steps + 1) : { module, node };
    }
    if (node.type === 'Identifier') {
      const binding = scope(module).locals.get(nameOf(node) ?? '');
      if (!binding) return { module, node };
      if ('node' in binding) return resolve({ module, node: binding.node }, steps + 1);
      return exported(module, binding.from, binding.name, steps + 1) ?? { module, node };
    }
    if (node.type === 'MemberExpression' && isNode(node['object'])) {
      const name = nameOf(node['property']);
      const space = scope(module).locals.get(nameOf(node['object']) ?? '');
      const found =
        name === undefined
          ? undefined
          : space && 'from' in space && space.name === '*'
            ? exported(module, space.from, name, steps + 1)
            : child({ module, node: node['object'] }, name, steps + 1)?.value;
      return found ? resolve(found, steps + 1) : { module, node };
    }
    return { module, node };
  }

  function exported(importer: string, from: string, name: string, steps: number): Place | undefined {
    const path = importedModule(from, importer, modules);
    if (path === undefined || steps > maxSteps) return undefined;
    const { exports, passedOn } = scope(path);
    const binding = exports.get(name);
    if (binding && 'node' in binding) return resolve({ module: path, node: binding.node }, steps + 1);
    if (binding) return exported(path, binding.from, binding.name, steps + 1);
    for (const further of passedOn) {
      const found = exported(path, further, name, steps + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The property or item of an expression, where it is written. Later properties win, as they do when the code runs. */
  function child(place: Place, step: string | number, steps = 0): Found | undefined {
    const { module, node } = resolve(place, steps);
    if (steps > maxSteps) return undefined;
    if (node.type === 'ArrayExpression') {
      const before: unknown[] = Array.isArray(node['elements']) ? node['elements'].slice(0, Number(step) + 1) : [];
      const item = before[Number(step)];
      // Behind a spread the index is not known without running the code.
      if (!isNode(item) || before.some((one) => isNode(one) && one.type === 'SpreadElement')) return undefined;
      return { key: { module, node: item }, value: { module, node: item } };
    }
    if (node.type !== 'ObjectExpression') return undefined;
    const { own, spreads } = indexOf(node);
    const property = own.get(String(step));
    for (const spread of spreads) {
      if (property && property.start > spread.start) break;
      const found = child({ module, node: spread }, step, steps + 1);
      if (found) return found;
    }
    const [key, value] = [property?.['key'], property?.['value']];
    return isNode(key) && isNode(value) ? { key: { module, node: key }, value: { module, node: value } } : undefined;
  }

  function spanOf({ module, node }: Place): Span {
    const { file, text } = modules.get(module) ?? { file: module, text: '' };
    const lines = texts.get(module) ?? linesOf(file, text);
    texts.set(module, lines);
    return lines.span(node.start, node.end);
  }

  return (path: Path, key = false): Span => {
    const binding = scope(main).exports.get('default');
    const start = binding && ('node' in binding ? { module: main, node: binding.node } : exported(main, binding.from, binding.name, 0));
    if (!start) return startOf(modules.get(main)?.file ?? main);
    let last: Found = { key: start, value: start };
    for (const step of path) {
      const next = child(last.value, step);
      if (!next) return spanOf(last.value);
      last = next;
    }
    return spanOf(key ? last.key : last.value);
  };
}
