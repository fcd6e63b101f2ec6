import type { Path } from '../model/json.ts';
import { typesOf } from './quick-schema.ts';
import type { HoleNode, Node } from './node.ts';
import type { ResolveProblem } from './scope.ts';

type Report = (problem: ResolveProblem) => void;

/** Any non-empty string fits: no type but string, no enum, no pattern. */
export function isFree(hole: HoleNode): boolean {
  const { schema } = hole;
  return (
    !Object.hasOwn(schema, 'enum') &&
    !Object.hasOwn(schema, 'const') &&
    !Object.hasOwn(schema, 'pattern') &&
    (typesOf(schema) ?? ['string']).includes('string')
  );
}

/** A node as a piece of a text; findings for what has no text form. */
export function textPart(node: Node, path: Path, report: Report): (string | HoleNode)[] {
  if (node.kind === 'text') return node.parts;
  if (node.kind === 'const' && (typeof node.value !== 'object' || node.value === null))
    return [node.value === null ? 'null' : String(node.value)];
  const scalar =
    node.kind === 'hole' &&
    !node.fallback &&
    !(typesOf(node.schema) ?? []).some((type) => type === 'object' || type === 'array' || type === 'null');
  if (scalar) return [node];
  const what =
    node.kind === 'hole'
      ? node.fallback
        ? '`??` cannot be used here'
        : `\`${node.ref}\` is not a single value`
      : 'this is not a single value';
  report({
    rule: 'text-of-structure',
    message: `a text is made of strings, numbers and booleans, and ${what}`,
    path,
    at: 'envelope',
    fix: 'send it as a field of its own, or end the key with `?`',
  });
  return [];
}

/** Joins pieces into a text; a constant where nothing varies. Two free strings that touch are a finding: no reader can split them. */
export function fuse(parts: (string | HoleNode)[], path: Path, report: Report): Node {
  const fused: (string | HoleNode)[] = [];
  for (const part of parts) {
    const last = fused.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') fused[fused.length - 1] = last + part;
    else fused.push(part);
  }
  for (const [at, part] of fused.entries()) {
    const next = fused[at + 1];
    if (typeof part === 'string' || next === undefined || typeof next === 'string' || !isFree(part) || !isFree(next)) continue;
    report({
      rule: 'touching-texts',
      message: `\`${part.ref}\` and \`${next.ref}\` touch, and both can be any text`,
      path,
      at: 'envelope',
      fix: 'put something between them, or give one of them a pattern or an enum',
    });
  }
  const [only] = fused;
  if (fused.length === 0) return { kind: 'const', value: '' };
  if (fused.length === 1 && typeof only === 'string') return { kind: 'const', value: only };
  return { kind: 'text', parts: fused };
}
