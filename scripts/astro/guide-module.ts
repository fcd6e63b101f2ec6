import { defineHastPlugin, defineMdastPlugin, mdxToJs } from 'satteri';

/** A heading of a guide, for its contents. */
export interface Heading {
  depth: number;
  id: string;
  text: string;
}

/** Blocks of code are shown as everywhere on the site, by the component `Fence`. */
function fences() {
  return defineMdastPlugin({
    name: 'errdex-fences',
    code(node) {
      const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute' as const, name, value });
      return {
        type: 'mdxJsxFlowElement' as const,
        name: 'Fence',
        attributes: [attribute('language', node.lang ?? ''), attribute('title', node.meta ?? ''), attribute('code', node.value)],
        children: [],
      };
    },
  });
}

/** `<img>` written as an element is shown like a picture in Markdown: JSX names the element itself, and no component takes its place. */
function pictures() {
  return defineMdastPlugin({
    name: 'errdex-pictures',
    mdxJsxFlowElement(node, context) {
      if (node.name === 'img') context.setProperty(node, 'name', 'GuideImage');
    },
    mdxJsxTextElement(node, context) {
      if (node.name === 'img') context.setProperty(node, 'name', 'GuideImage');
    },
  });
}

/** `What to do` is `what-to-do`; letters of every script stay. */
function idOf(text: string, taken: Set<string>): string {
  const base =
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '') || 'section';
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${String(number)}`;
  taken.add(id);
  return id;
}

function headingIds(headings: Heading[]) {
  // Ids of the frame of the page.
  const taken = new Set(['content', 'contents', 'search', 'found']);
  return defineHastPlugin({
    name: 'errdex-headings',
    element: {
      filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
      visit(node, context) {
        const text = context.textContent(node);
        const id = idOf(text, taken);
        headings.push({ depth: Number(node.tagName.slice(1)), id, text });
        context.setProperty(node, 'id', id);
      },
    },
  });
}

/**
 * Compiles the MDX of a guide to a module: the component as default export, and `headings`.
 * @param body MDX without front matter, which the check has found sound
 */
export function guideModule(body: string): string {
  const headings: Heading[] = [];
  const { code } = mdxToJs(body, {
    jsxImportSource: 'astro',
    elementAttributeNameCase: 'html',
    mdastPlugins: [fences(), pictures()],
    hastPlugins: [headingIds(headings)],
  });
  return `${code}\nexport const headings = ${JSON.stringify(headings)};\n`;
}
