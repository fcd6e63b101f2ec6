import {
  addAttribute as astroAttribute,
  createComponent as astroComponent,
  render as astroTemplate,
  renderComponent as astroRender,
  spreadAttributes as astroSpread,
  unescapeHTML,
} from 'astro/compiler-runtime';
import { renderToString } from 'astro/runtime/server/index.js';
import type { SSRResult } from 'astro';
import { describe, expect, it } from 'vitest';
import { addAttribute, createComponent, render, renderComponent, renderScript, renderSlot, spreadAttributes } from './quick.ts';

type Template = (parts: readonly string[], ...values: unknown[]) => unknown;
type Component = (page: unknown, name: string, component: unknown, props: object, slots: object) => unknown;

/** Texts in which something could be taken for markup, or be escaped twice, or not at all. */
const texts = ['', 'plain', '<b>', '&amp;', '"quoted" & \'single\'', '</script><!--', '\u2028 \u{1f600} \ud800', '${x}', '`code`', '\0'];

/** What an expression of a component can give; made anew for each way of rendering, for a promise is waited for once. */
const values = (tagged: Template): unknown[] => [
  ...texts,
  ...texts.map((text) => unescapeHTML(text) as unknown),
  0,
  -0,
  1.5,
  1e21,
  12n,
  true,
  false,
  null,
  undefined,
  [],
  ['<', ['>', [3, null, false]]],
  new Set(['<', 1]),
  () => '<called>',
  () => undefined,
  Promise.resolve('<later>'),
  Promise.resolve(tagged`<i>${'<later>'}</i>`),
  [Promise.resolve('a'), 'b', Promise.resolve('c')],
  tagged`<i>${'<'}</i>`,
  tagged``,
  tagged`${tagged`${'&'}`}${[tagged`<u>${1}</u>`, tagged`${Promise.resolve('&')}`]}`,
];

/** What Astro makes of a page that says this. */
async function pageOf(make: (page: SSRResult) => unknown, component: (factory: (page: SSRResult) => unknown) => unknown): Promise<unknown> {
  const metadata = { headInTree: true, renderedScripts: new Set(), templateDepth: 0, propagators: new Set(), extraHead: [] };
  const inlinedScripts = new Map([
    ['first', 'one()'],
    ['second', 'two()'],
  ]);
  const page = {
    _metadata: metadata,
    inlinedScripts,
    partial: true,
    clientDirectives: new Map(),
    componentMetadata: new Map(),
    createAstro: (props: object) => ({ props }),
  };
  return await renderToString(page as unknown as SSRResult, component(make) as Parameters<typeof renderToString>[1], {}, {});
}

const asAstro = (make: (page: SSRResult) => unknown) =>
  pageOf(make, (factory) => astroComponent(factory as Parameters<typeof astroComponent>[0]) as unknown);
const quickly = (make: (page: SSRResult) => unknown) =>
  pageOf(make, (factory) => createComponent(factory as Parameters<typeof createComponent>[0]));
const tagged = astroTemplate as unknown as Template;

describe('a template that is text at once', () => {
  it('says of each value what Astro says', async () => {
    for (const [at, value] of values(tagged).entries()) {
      const mine = values(render)[at];
      expect(await quickly(() => render`<p>${mine}</p>`)).toEqual(await asAstro(() => tagged`<p>${value}</p>`));
    }
  });

  it('says of all of them together what Astro says, with what comes later in its place', async () => {
    const all = await asAstro(() => tagged`<p>${values(tagged)}</p>${'<'}`);
    expect(all).toContain('&lt;later&gt;');
    expect(await quickly(() => render`<p>${values(render)}</p>${'<'}`)).toEqual(all);
  });

  it('writes attributes as Astro does', () => {
    const names = [
      'id',
      'class',
      'class:list',
      'style',
      'hidden',
      'download',
      'checked',
      'data-x',
      'aria-label',
      'href',
      'popover',
      'className',
      'a b',
      'a"b',
      'x>',
    ];
    const given = [...texts, 0, 1, true, false, null, undefined, [], ['a', 'b'], { a: true, b: false }, [''], { color: 'red' }];
    for (const name of names)
      for (const value of given)
        expect([name, value, render`<i${addAttribute(value, name)}>`.htmlParts]).toEqual([
          name,
          value,
          [`<i${String(astroAttribute(value, name))}>`],
        ]);
  });

  it.each([undefined, {}, { class: 'scoped' }])('spreads attributes as Astro does: %o', (scope) => {
    const given = (): Record<string, unknown> => ({
      id: '<"',
      hidden: true,
      checked: false,
      'data-x': '',
      'a b': 1,
      class: 'x',
      href: null,
    });
    expect(render`<i${spreadAttributes(given(), 'i', scope)}>`.htmlParts).toEqual([`<i${String(astroSpread(given(), 'i', scope))}>`]);
  });

  it('leaves the components of others to Astro, whose slots may be ours', async () => {
    const others = astroComponent(
      ((_page: unknown, _props: unknown, slots: { default(): unknown }) => tagged`<b>${slots.default()}</b>`) as unknown as Parameters<
        typeof astroComponent
      >[0],
    );
    const ours = createComponent(
      (page, props, slots) => render`<u${addAttribute(props['of'], 'title')}>${renderSlot(page, slots['default'])}</u>`,
    );
    const body = (template: Template, show: Component) => (page: SSRResult) =>
      template`${show(page, 'Others', others, {}, { default: () => template`<i>${'<'}</i>` })}!`;
    expect(await quickly(body(render, renderComponent as Component))).toBe(await asAstro(body(tagged, astroRender as Component)));
    const nested = (template: Template, show: Component) => (page: SSRResult) =>
      template`${show(page, 'Ours', ours, { of: '"' }, { default: () => template`${show(page, 'Others', others, {}, { default: () => '<' })}` })}`;
    expect(await quickly(nested(render, renderComponent as Component))).toBe('<u title="&quot;"><b>&lt;</b></u>');
    expect(await asAstro(nested(tagged, astroRender as Component))).toBe('<u title="&quot;"><b>&lt;</b></u>');
  });

  it('has each script once a page, where it comes first', async () => {
    const body = (page: SSRResult) =>
      render`<p>${renderScript(page, 'first')}</p><p>${renderScript(page, 'second')}${renderScript(page, 'first')}</p>`;
    const wanted = '<p><script type="module">one()</script></p><p><script type="module">two()</script></p>';
    // Another page of the same build, which is told of them by the first.
    expect([await quickly(body), await quickly(body)]).toEqual([wanted, wanted]);
  });
});
