import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { codeMarkdown } from './code-markdown.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { llms } from './llms.ts';
import { createContext } from './context.ts';
import { code, fence, item, paragraphs, prose, table } from './markdown.ts';

/** All tokens of a document as a reader of Markdown with GFM finds them. */
function tokens(markdown: string): Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => void found.push(token));
  return found;
}

/** The text that a reader sees. */
function seen(markdown: string): string {
  const inline = (list: Token[]): string =>
    list
      .map((token) =>
        'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? unescape(token.text as string) : token.raw,
      )
      .join('');
  return inline(marked.lexer(markdown, { gfm: true })).replace(/\n$/, '');
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '[ref]: https://evil.example "title"',
  'https://evil.example/a?b=c and www.evil.example, me@evil.example',
  '# heading',
  '1. item',
  '- item',
  '> quote',
  '    code',
  '---',
  '===',
  '***bold*** __strong__ _em_ ~~gone~~ *a*b*',
  '| a | b |',
  '&copy; &#60; R&D',
  'a \\* b \\',
  '<!-- comment',
  '<https://evil.example>',
  '[[x]][y] [^1]',
  'snake_case_name __init__',
  '2 * 3 * 4 < 5 > 4',
];

describe('text of a catalog stays text', () => {
  test.each(HOSTILE)('%s', (text) => {
    const markdown = prose(text);
    const kinds = new Set(tokens(markdown).map(({ type }) => type));
    expect([...kinds].filter((type) => !['paragraph', 'text', 'escape', 'codespan'].includes(type))).toEqual([]);
    expect(seen(markdown)).toBe(text.trim());
  });

  test.each(HOSTILE)('%s, in a cell, a list and a code span', (text) => {
    const markdown = [table(['a', 'b'], [[prose(text), code(text)]]), item('1.', prose(text)), fence('text', text)].join('\n\n');
    const kinds = tokens(markdown).map(({ type }) => type);
    expect(
      kinds.filter((type) => ['html', 'link', 'image', 'heading', 'blockquote', 'hr', 'strong', 'em', 'del', 'def'].includes(type)),
    ).toEqual([]);
    const [grid] = marked.lexer(markdown, { gfm: true }) as Tokens.Table[];
    expect(grid?.rows).toHaveLength(1);
    expect(grid?.rows[0]).toHaveLength(2);
  });

  test.each(['a`b', '``', '`a`', ' `', 'a``b`c', '|', 'a|b'])('code span of %j shows it', (text) => {
    expect(seen(code(text)).trim()).toBe(text.trim());
  });

  test('backticks are the only markup', () => {
    expect(prose('Send `a|b` *now*')).toBe(String.raw`Send ${'`a|b`'} \*now\*`);
    expect(prose('one ` only')).toBe('one \\` only');
  });

  test('what would be invisible or turn the text around is shown by its number', () => {
    expect(prose('a\u202Eb\u0007')).toBe('aU+202EbU+0007');
    expect(fence('text', 'a\u202Eb')).toBe('```text\na\\u202eb\n```');
  });

  test('paragraphs are separated by empty lines', () => {
    expect(paragraphs('a\nb\n\n# c')).toBe('a b\n\n\\# c');
  });
});

describe.each(names)('Markdown of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  beforeAll(async () => {
    catalog = await compiled(name);
  });

  test('every code has one heading with its name, verdicts, and the exact text of a message', () => {
    for (const service of catalog.services) {
      for (const each of service.codes) {
        const markdown = codeMarkdown(catalog, service, each);
        const list = marked.lexer(markdown, { gfm: true });
        const headings = list.filter((token): token is Tokens.Heading => token.type === 'heading');
        expect(headings.filter(({ depth }) => depth === 1)).toHaveLength(1);
        expect(seen(headings[0]?.raw.slice(2) ?? '')).toContain(each.code.replaceAll('\n', ' '));
        expect(list.some((token) => token.type === 'table')).toBe(true);
        expect(list.filter((token) => token.type === 'code').length).toBeGreaterThanOrEqual(each.messages.length > 0 ? 1 : 0);
      }
    }
  });

  test('snippets that have run stand in it with what they ran with, as they are', () => {
    const [service] = catalog.services;
    const [each] = service?.codes ?? [];
    if (!service || !each) throw new Error('an empty catalog');
    const code = 'echo "```"\n# <b>no markup</b>\n';
    const snippet = {
      client: 'curl',
      title: 'curl',
      language: 'bash',
      languageTitle: 'Shell',
      code,
      facts: [1],
      ranWith: { bash: '5.2', curl: '7.88' },
    };
    const markdown = codeMarkdown(catalog, service, { ...each, snippets: [{ ...snippet, transport: 'http' }] });
    const list = marked.lexer(markdown, { gfm: true });
    expect(list.filter((token): token is Tokens.Code => token.type === 'code').map(({ text }) => text)).toContain(code.trimEnd());
    expect(markdown).toContain('Run with bash 5.2, curl 7.88 on this payload:');
    expect(codeMarkdown(catalog, service, { ...each, snippets: [] })).not.toContain('Handle it');
  });

  test('there is no HTML and no image, and every link leads to the site itself', () => {
    const texts = [
      ...catalog.services.flatMap((service) => service.codes.map((each) => codeMarkdown(catalog, service, each))),
      ...Array.from(llms.emit(catalog, createContext(catalog)), ({ content }) => content),
    ];
    for (const markdown of texts) {
      for (const token of tokens(markdown)) {
        expect(['html', 'image', 'def']).not.toContain(token.type);
        if (token.type === 'link')
          expect((token as Tokens.Link).href.startsWith(`${catalog.url ?? ''}/`), (token as Tokens.Link).href).toBe(true);
      }
    }
  });
});
