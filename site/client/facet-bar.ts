import { facetNames } from '../../scripts/search/facet.ts';
import type { FacetName } from '../../scripts/search/facet.ts';
import type { FacetCounts } from '../../scripts/search/facet-filter.ts';
import { facetSorts } from '../../scripts/search/facet-state.ts';
import type { FacetState } from '../../scripts/search/facet-state.ts';
import { fill } from '../lib/phrase.ts';

interface Listener {
  /** Somebody is about to choose. */
  wanted(): void;
  /** Somebody chose: the change is made to the state. */
  changed(change: (state: FacetState) => void): void;
}

/** The bar above a list, as the page shows it. */
export interface FacetBar {
  show(state: FacetState): void;
  count(counts: FacetCounts): void;
}

/** A facet that the page offers. */
interface Offered {
  name: FacetName;
  box: HTMLDetailsElement;
  summary: HTMLElement;
  label: string;
  inputs: HTMLInputElement[];
}

/** What is left of a value where the page does not offer it. */
const labelOf = (input: HTMLInputElement | undefined, value: string): string =>
  input?.closest('label')?.querySelector('span')?.textContent ?? value;

/** Panels open one at a time, and close on Escape, on a click beside them and when the focus leaves. */
function panels(facets: readonly Offered[]): void {
  for (const { box, summary } of facets) {
    box.addEventListener('toggle', () => {
      if (box.open) for (const other of facets) if (other.box !== box) other.box.open = false;
    });
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !box.open) return;
      event.preventDefault();
      box.open = false;
      summary.focus();
    });
    box.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !box.contains(relatedTarget)) box.open = false;
    });
  }
  document.addEventListener('pointerdown', ({ target }) => {
    for (const { box } of facets) if (target instanceof Node && !box.contains(target)) box.open = false;
  });
}

/**
 * Connects the bar of a list.
 * @param reset what a button says that takes a facet back, with `{facet}`
 */
export function facetBar(list: HTMLElement, reset: string, listener: Listener): FacetBar {
  const facets = [...list.querySelectorAll<HTMLDetailsElement>('details[data-facet]')].flatMap((box): Offered[] => {
    const name = facetNames.find((one) => one === box.dataset['facet']);
    const summary = box.querySelector('summary');
    return name && summary ? [{ name, box, summary, label: summary.textContent.trim(), inputs: [...box.querySelectorAll('input')] }] : [];
  });
  const [sort, chosen, all] = [
    list.querySelector('select'),
    list.querySelector<HTMLElement>('.chosen'),
    list.querySelector<HTMLElement>('.all'),
  ];
  panels(facets);
  for (const { name, box, inputs } of facets) {
    box.addEventListener('toggle', () => listener.wanted());
    box.addEventListener('change', () => {
      listener.changed((state) => {
        // A value that the address brought and nobody offers stays until it is reset.
        const foreign = (state.chosen.get(name) ?? []).filter((value) => !inputs.some((input) => input.value === value));
        const values = [...inputs.filter(({ checked, value }) => checked && value !== '').map(({ value }) => value), ...foreign];
        if (values.length > 0) state.chosen.set(name, values);
        else state.chosen.delete(name);
      });
    });
  }
  sort?.addEventListener('change', () => {
    listener.changed((state) => (state.sort = facetSorts.find((one) => one === sort.value) ?? 'catalog'));
  });
  const focus = (facet?: Offered): void => (facet?.summary ?? list.querySelector('summary') ?? sort)?.focus();
  all?.addEventListener('click', () => {
    listener.changed((state) => {
      state.chosen.clear();
      state.sort = 'catalog';
    });
    focus();
  });

  /** A button that says what is chosen in a facet, and takes it back. */
  function chip(name: FacetName, values: readonly string[]): HTMLButtonElement {
    const facet = facets.find((one) => one.name === name);
    const label = facet?.label ?? name;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy chip';
    const named = values
      .map((value) =>
        labelOf(
          facet?.inputs.find((input) => input.value === value),
          value,
        ),
      )
      .join(', ');
    const cross = Object.assign(document.createElement('span'), { textContent: '\u00d7' });
    cross.setAttribute('aria-hidden', 'true');
    button.append(`${label}: ${named} `, cross);
    button.setAttribute('aria-label', `${fill(reset, { facet: label })}: ${named}`);
    button.addEventListener('click', () => {
      listener.changed((state) => state.chosen.delete(name));
      focus(facet);
    });
    return button;
  }

  return {
    show: (state) => {
      for (const { name, box, inputs } of facets) {
        const values = state.chosen.get(name) ?? [];
        box.classList.toggle('on', values.length > 0);
        for (const input of inputs) input.checked = input.value === '' ? values.length === 0 : values.includes(input.value);
      }
      if (sort) sort.value = state.sort;
      if (!chosen || !all) return;
      chosen.hidden = state.chosen.size === 0 && state.sort === 'catalog';
      chosen.replaceChildren(...[...state.chosen].map(([name, values]) => chip(name, values)), all);
    },
    count: (counts) => {
      for (const { name, inputs } of facets)
        for (const input of inputs) {
          const number = input.closest('label')?.querySelector('i');
          const count = counts[name].get(input.value) ?? 0;
          if (number) number.textContent = String(count);
          input.closest('label')?.classList.toggle('nothing', number !== null && number !== undefined && count === 0);
        }
    },
  };
}
