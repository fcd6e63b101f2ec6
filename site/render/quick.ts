import {
  Fragment,
  addAttribute as astroAttribute,
  createComponent as astroComponent,
  maybeRenderHead as astroHead,
  render as astroTemplate,
} from 'astro/compiler-runtime';
import { renderComponent as astroRender, renderScript as astroScript, spreadAttributes as astroSpread } from 'astro/compiler-runtime';
import { chunkToString, escapeHTML, isHTMLString } from 'astro/runtime/server/index.js';
import type { SSRResult } from 'astro';
import { TextPage } from './text-page.ts';

/**
 * What the compiled components of the site call in the place of Astro's runtime (`astro/compiler-runtime`), where `errdex build` renders them: what
 * is text becomes text at once. Astro keeps each element with its expressions, a component with its slots, and each script as a promise, and
 * walks over all of them in the end: half of the time of a page.
 *
 * What is not text (the head, a script of a component, a promise, a component of somebody else) stays a hole in the text, which Astro fills in
 * its place and turn as it always does. So the pages are the same, byte by byte. What the components of the site do not use is not here: a build
 * with one that does says so.
 */
export { Fragment, createAstro, renderHead, unescapeHTML } from 'astro/compiler-runtime';

type Result = SSRResult | Page;
type Slots = Record<string, (result: Result) => unknown>;
type Props = Record<string, unknown>;
type Render = (result: Result, props: Props, slots: Slots) => unknown;

/** Astro's own kind of template: texts, and between them what is to be rendered. */
interface Template {
  readonly htmlParts: readonly string[];
  readonly expressions: readonly unknown[];
}
const Template = astroTemplate(Object.assign([''], { raw: [''] })).constructor as new (
  texts: readonly string[],
  holes: readonly unknown[],
) => Template;

/** Attributes of an element, which need no escaping any more. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The texts and holes before the text that is still growing. */
interface Done {
  readonly texts: string[];
  readonly holes: unknown[];
}

/** A text of Astro's that must not be escaped; with instructions in it, it is more than a text. */
const isPlainMarkup = (value: object): boolean => isHTMLString(value) && !(Symbol.for('astro:slot-string') in value);

/** Adds what an expression gives to a text; gives the text. */
function add(text: string, value: unknown, done: Done): string {
  if (typeof value === 'string') return value === '' ? text : text + escapeHTML(value);
  if (value === undefined || value === null || value === false) return text;
  if (value instanceof Markup) return text + value.text;
  if (value instanceof Template && !isLong(value)) return fill(text, value.htmlParts, value.expressions, done);
  if (Array.isArray(value)) {
    let longer = text;
    for (const one of value as readonly unknown[]) longer = add(longer, one, done);
    return longer;
  }
  if (value === true) return `${text}true`;
  if (typeof value === 'number' && !Number.isNaN(value)) return text + String(value);
  if (typeof value === 'object' && isPlainMarkup(value)) return text + (value as { toString(): string }).toString();
  done.texts.push(text);
  done.holes.push(value);
  return '';
}

/**
 * From so many characters on, a text is not made a part of a longer one: one sign such as an arrow doubles what the whole takes in memory, all of
 * which is copied before it becomes bytes.
 */
const long = 4096;

/** True for a piece that is nothing but a long text. */
const isLong = ({ htmlParts, expressions }: Template): boolean => expressions.length === 0 && (htmlParts[0] ?? '').length >= long;

function fill(text: string, parts: readonly string[], values: readonly unknown[], done: Done): string {
  let longer = text + (parts[0] ?? '');
  for (let at = 0; at < values.length; at += 1) longer = add(longer, values[at], done) + (parts[at + 1] ?? '');
  return longer;
}

/** A piece of a template, as one text with as few holes as can be. */
export function render(parts: readonly string[], ...values: unknown[]): Template {
  const done: Done = { texts: [], holes: [] };
  done.texts.push(fill('', parts, values, done));
  return new Template(done.texts, done.holes);
}

/** Where a component has what renders it at once. */
const atOnce = Symbol('errdex.at-once');

/** Takes what the compiler makes of a component. */
export function createComponent(factory: Render, id?: string, propagation?: 'none'): unknown {
  const piece: Render = (result, props, slots) => factory(pageOf(result), props, slots);
  const own: Render =
    id !== undefined && manyPages.test(id) ? (result, props, slots) => finished(realOf(result), piece(result, props, slots)) : piece;
  return Object.assign(astroComponent(own as Parameters<typeof astroComponent>[0], id, propagation), { [atOnce]: own });
}

/** The routes of which a site has as many pages as codes; no component renders them as a part of another page. */
const manyPages = /[\\/]site[\\/]routes[\\/](?:code|short)\.astro$/;

/** What Astro fills by a word, the head and scripts, and texts that are too long to be a part of another one. */
const isSimple = (hole: unknown): boolean =>
  typeof hole === 'object' && hole !== null && (hole instanceof Template ? isLong(hole) : Symbol.for('astro:render') in hole);

/** A page that has only simple holes is an answer as it stands; any other is left to Astro. */
function finished(page: SSRResult, made: unknown): unknown {
  if (!(made instanceof Template) || !made.expressions.every(isSimple)) return made;
  const { _metadata: metadata, partial, compressHTML, response } = page;
  if (partial || metadata.propagators.size > 0 || metadata.routeHasPropagation || response.status !== 200) return made;
  const [first = '', ...others] = made.htmlParts;
  // As Astro begins a page that does not say what it is.
  const texts = [/<!doctype html/i.test(first) ? first : `<!DOCTYPE html>${compressHTML ? '' : '\n'}${first}`];
  for (const [at, part] of others.entries()) {
    const hole = made.expressions[at];
    texts.push(
      hole instanceof Template ? (hole.htmlParts[0] ?? '') : chunkToString(page, hole as Parameters<typeof chunkToString>[1]),
      part,
    );
  }
  return new TextPage(texts, { status: response.status, headers: response.headers });
}

/** Renders a component: one of ours at once, any other when its turn comes. */
export function renderComponent(result: Result, name: string, component: unknown, props: Props, slots: Slots = {}): unknown {
  if (component === Fragment) return slots['default']?.(result);
  const own = (component as { [atOnce]?: Render } | undefined)?.[atOnce];
  // Who has to reach the head of the page before it is written is waited for by Astro.
  if (own && !realOf(result)._metadata.routeHasPropagation && !('class:list' in props)) return own(result, props, slots);
  return astroRender(realOf(result), name, component, props, slots as Parameters<typeof astroRender>[4]);
}

export function renderSlot(result: Result, slotted: Slots[string] | undefined, fallback?: Slots[string]): unknown {
  return (slotted ?? fallback)?.(result);
}

/** The head stands in the layout of every page: elsewhere nothing has to be asked. */
export function maybeRenderHead(result: Result): unknown {
  const { headInTree, hasRenderedHead } = realOf(result)._metadata;
  return headInTree || hasRenderedHead ? undefined : astroHead();
}

/** Scripts of components as Astro gave them, by their id: where they stand is the same for all pages of a build, whose list of inline scripts is one. */
const scripts = new WeakMap<object, Map<string, unknown>>();

/** A script of a component. Astro asks anew for each where it stands, and waits: all that follows on the page waits too. */
export function renderScript(result: Result, id: string): unknown {
  const real = realOf(result);
  const known = scripts.get(real.inlinedScripts) ?? new Map<string, unknown>();
  scripts.set(real.inlinedScripts, known);
  return (
    known.get(id) ??
    astroScript(real, id).then((script) => {
      known.set(id, script);
      return script;
    })
  );
}

/** Whether an attribute is written as it is: neither a list of classes, nor a style, nor one that is only there or not. Astro is asked, once a name. */
const isOrdinary = new Map<string, boolean>();

function askedOf(name: string): boolean {
  const write = (value: unknown): string => String(astroAttribute(value, name));
  const odd = { toString: () => 'x' };
  return [true, odd, ['x', 'y']].every((value) => write(value) === ` ${name}="${String(value)}"`);
}

/** A value as an attribute has it, whatever it is: `String(value)`. */
const textOf = String as (value: unknown) => string;

export function addAttribute(value: unknown, name: string, shouldEscape = true, tag = ''): unknown {
  if (value === undefined || value === null) return undefined;
  let ordinary = isOrdinary.get(name);
  if (ordinary === undefined) isOrdinary.set(name, (ordinary = askedOf(name)));
  if (!ordinary || !shouldEscape) return astroAttribute(value, name, shouldEscape, tag);
  const text = typeof value === 'string' ? value : textOf(value);
  if (text === '') return new Markup(value === '' ? ` ${name}` : ` ${name}=""`);
  const isPlain = !text.includes('"') && !text.includes('&');
  return new Markup(` ${name}="${isPlain ? text : text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
}

/** Attributes of which the component gives the names. */
export function spreadAttributes(values: Props = {}, tag?: string, scope?: { class?: string }): unknown {
  if (scope?.class !== undefined) return astroSpread(values, tag, scope) as unknown;
  return Object.keys(values).map((name) => addAttribute(values[name], name, true, tag));
}

/** What our components are told of the page: who it is for Astro, and an `Astro` for each of them that is three fields, not a dozen of calls. */
class Page {
  readonly real: SSRResult;
  #whole: object | undefined;

  constructor(real: SSRResult) {
    this.real = real;
  }

  createAstro(props: Props, slots: Slots): OwnAstro {
    return new OwnAstro(this, props, slots);
  }

  /** The `Astro` of the page, for what is the same in all of its components. */
  get whole(): object {
    return (this.#whole ??= this.real.createAstro({}, {}));
  }
}

/** `Astro` in a component. What few ask for is asked of Astro's own. */
class OwnAstro {
  readonly props: Props;
  self: unknown = null;
  readonly page: Page;
  readonly given: Slots;

  constructor(page: Page, props: Props, given: Slots) {
    this.props = props;
    this.page = page;
    this.given = given;
  }

  get slots(): unknown {
    return this.page.real.createAstro(this.props, this.given).slots;
  }
}
const theRest: ProxyHandler<object> = { get: (_, key, astro) => Reflect.get((astro as OwnAstro).page.whole, key) as unknown };
Object.setPrototypeOf(OwnAstro.prototype, new Proxy({}, theRest));

/** Where the object that Astro has for a page has ours: a weak map holds on to its values until V8 next looks at everything. */
const ours = Symbol('errdex.page');

const realOf = (result: Result): SSRResult => (result instanceof Page ? result.real : result);

function pageOf(result: Result): Page {
  if (result instanceof Page) return result;
  const page = result as SSRResult & { [ours]?: Page };
  return (page[ours] ??= new Page(result));
}
