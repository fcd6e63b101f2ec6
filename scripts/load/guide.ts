import { mdxToJs, mdxToMdast } from 'satteri';
import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { linesOf } from './lines.ts';
import type { Lines } from './lines.ts';
import type { SourceText } from './read.ts';
import { finding } from './rules.ts';
import type { GuideElement, GuideImage, LoadedGuide } from './types.ts';
import { parseYaml } from './yaml.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

const isElement = (node: MdastNode): node is Element => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Every node below, in the order of the document, itself first. */
function* walk(node: MdastNode): Generator<MdastNode> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

/** The parser gives no places of attributes: each is looked for in the opening tag, from left to right. */
function elementOf(node: Element, text: string, lines: Lines): GuideElement {
  const { start, end } = node.position ?? {};
  const from = start?.offset ?? 0;
  const to = end?.offset ?? from;
  const name = node.name ?? '';
  const attributes: GuideElement['attributes'][number][] = [];
  let at = from + 1 + name.length;
  for (const attribute of node.attributes) {
    const key = attribute.type === 'mdxJsxAttribute' ? attribute.name : '...';
    const value = attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string' ? attribute.value : undefined;
    const found = text.indexOf(key, at);
    const begin = found < 0 || found > to ? from : found;
    const written = value === undefined ? begin : text.indexOf(value, begin + key.length);
    const stop = written < 0 || written > to ? begin + key.length : written + (value?.length ?? key.length);
    const bare = attribute.type === 'mdxJsxAttribute' && attribute.value === null;
    attributes.push({
      name: key,
      ...(bare ? { value: '' } : value !== undefined && { value }),
      span: lines.span(value === undefined || written < 0 ? begin : written, stop),
    });
    at = stop;
  }
  const tag = text.slice(from, to);
  return { name, attributes, span: lines.span(from, from + (tag.includes('\n') ? tag.indexOf('\n') : tag.length)) };
}

/** An address of another place, from the root, or within the page. */
const elsewhere = /^(?:[a-z][a-z\d+.-]*:|\/|#|$)/i;

/** Pictures that stand in the catalog: `![](a.svg)`, `![][a]` with its definition, and `<img src="a.svg" />`. */
function* imagesOf(nodes: readonly MdastNode[], elements: readonly GuideElement[], lines: Lines): Generator<GuideImage> {
  const definitions = new Map(nodes.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node.url] as const] : [])));
  for (const node of nodes) {
    if (node.type !== 'image' && node.type !== 'imageReference') continue;
    const src = node.type === 'image' ? node.url : (definitions.get(node.identifier) ?? '');
    const { start, end } = node.position ?? {};
    if (!elsewhere.test(src)) yield { src, span: lines.span(start?.offset ?? 0, end?.offset ?? 0) };
  }
  for (const { name, attributes } of elements) {
    const src = name === 'img' ? attributes.find((attribute) => attribute.name === 'src') : undefined;
    if (src?.value !== undefined && !elsewhere.test(src.value)) yield { src: src.value, span: src.span };
  }
}

/** `line:column: what is wrong (origin:rule)`, as the parser says it. */
function syntaxFinding(error: unknown, { file, text }: SourceText, unit: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', what = message] = /^(\d+):(\d+): (.*?)(?: \([\w-]+:[\w-]+\))?$/s.exec(message) ?? [];
  const lines = linesOf(file, text);
  const offset = lines.offset(Number(line), Number(column));
  return finding('mdx-syntax', `${what.charAt(0).toLowerCase()}${what.slice(1)}`.replace(/\.$/, ''), unit, lines.span(offset, offset + 1));
}

/** `limits.ru.mdx` is the guide `limits` in Russian. */
function nameOf(file: string): { name: string; locale?: string } {
  const [name = '', ...rest] = (file.split('/').at(-1) ?? '').replace(/\.mdx$/, '').split('.');
  return rest.length === 0 ? { name } : { name, locale: rest.join('.') };
}

/**
 * Reads a guide: its front matter, the components that it uses and its prose. Nothing of it runs.
 * @param unit folder of the service, `''` for a guide of the whole catalog
 */
export function parseGuide(source: SourceText, unit: string): Stage<LoadedGuide> {
  const { file, text } = source;
  const lines = linesOf(file, text);
  let tree: MdastNode;
  try {
    tree = mdxToMdast(text);
    // Code between braces is read only here.
    mdxToJs(text);
  } catch (error) {
    return { diagnostics: [syntaxFinding(error, source, unit)] };
  }
  const nodes = [...walk(tree)];
  const front = nodes.find(({ type }) => type === 'yaml');
  const end = front?.position?.end.offset ?? 0;
  // Everything but the front matter blanked out, so that the places stay.
  const yaml = front && 'value' in front ? `\n${front.value}` : '';
  const parsed =
    yaml.trim() === ''
      ? { value: { value: {}, locate: () => lines.span(0, 0) }, diagnostics: [] }
      : parseYaml({ ...source, text: yaml }, unit);
  if (!parsed.value) return { diagnostics: parsed.diagnostics };
  const modules = nodes.flatMap((node) => (node.type === 'mdxjsEsm' ? [node.value] : []));
  const says = nodes.flatMap((node) => (node.type === 'text' || node.type === 'inlineCode' ? [node.value] : []));
  const diagnostics = [...parsed.diagnostics];
  const elements = nodes.filter(isElement).map((node) => elementOf(node, text, lines));
  const named = nameOf(file);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(named.name))
    diagnostics.push(finding('guide-name', `\`${named.name}\` is no name of a guide`, unit, lines.span(0, 0)));
  return {
    value: {
      unit,
      file,
      ...named,
      front: { unit, ...parsed.value },
      text,
      body: text.slice(end),
      elements,
      images: [...imagesOf(nodes, elements, lines)],
      modules: modules.join('\n'),
      prose: says.join(' '),
    },
    diagnostics,
  };
}
