import { valueAt } from '../../scripts/envelope/index-entries.ts';
import { asText, fromPointer } from '../../scripts/model/json.ts';
import type { Json } from '../../scripts/model/json.ts';
import type { Message } from '../../scripts/envelope/node.ts';
import type { Live } from '../lib/live.ts';

/** Puts a value behind a name that stands as code in prose; without a value the name stands alone again. */
function behind(code: Element, value: Json | undefined): void {
  const next = code.nextElementSibling;
  const old = next?.classList.contains('own') ? next : undefined;
  if (value === undefined) old?.remove();
  else {
    const mark = old ?? document.createElement('span');
    mark.className = 'own';
    mark.textContent = ` (${asText(value)})`;
    if (!old) code.after(mark);
  }
}

/** A number as the language of the page writes it. */
const written = (number: string): string => new Intl.NumberFormat(document.documentElement.lang).format(Number(number));

/** A number in running text that is not part of a longer one. */
const number = (text: string): RegExp => new RegExp(`(?<!\\d)${text.replaceAll(/\D/g, '\\$&')}(?!\\d)`);

/** Seconds of the example in running text, replaced by those of the reader. */
function replaceSeconds(example: string, seconds: string): void {
  for (const holder of document.querySelectorAll<HTMLElement>('[data-wait]')) {
    const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    const before = holder.dataset['wait'] === '' ? example : (holder.dataset['wait'] ?? example);
    const exchange = (text: string): string => text.replace(number(written(before)), written(seconds)).replace(number(before), seconds);
    while (texts.nextNode()) texts.currentNode.nodeValue = exchange(texts.currentNode.nodeValue ?? '');
    const label = holder.getAttribute('aria-label');
    if (label !== null) holder.setAttribute('aria-label', exchange(label));
    holder.dataset['wait'] = seconds;
  }
}

/** Shows values where the prose names what holds them: in the advice, the causes, the wording, and the seconds to wait. */
export function showInProse(live: Live, values: ReadonlyMap<string, Json>, messages: readonly Message[]): void {
  const places = new Map(live.places.map(([name, ref, pointer]) => [name, { ref, pointer }]));
  for (const code of document.querySelectorAll(
    '.lead code, .now code, .rest > .prose code, [aria-labelledby="retry"] code, [aria-labelledby="causes"] code',
  )) {
    const place = places.get(code.textContent);
    if (!place) continue;
    const given = values.get(place.ref);
    const there =
      place.pointer === ''
        ? undefined
        : messages.map((message) => valueAt(message, fromPointer(place.pointer))).find((value) => value !== undefined);
    behind(code, given === undefined ? undefined : (there ?? given));
  }
  for (const name of document.querySelectorAll<HTMLElement>('.template var')) {
    const template = (name.dataset['name'] ??= name.textContent);
    const value = values.get(`params.${template.slice(1, -1)}`);
    name.textContent = value === undefined ? template : asText(value);
    name.classList.toggle('own', value !== undefined);
  }
  const example = live.fields.find(({ ref }) => ref === live.wait)?.example;
  if (live.wait !== undefined && example !== undefined) replaceSeconds(example, asText(values.get(live.wait) ?? example));
}
