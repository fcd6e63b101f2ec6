import { arrivesWith } from './arrival.ts';

// The reader's own values. What shows them is loaded when somebody brings or types some: most readers do neither.
const values = document.querySelector<HTMLDetailsElement>('#values');
const ticket = document.querySelector('#ticket-text');
if (values) values.hidden = false;

/** Loads what shows values, once. */
const start = (): void => void import('./values.ts').then(({ show }) => show(values));
if (arrivesWith(location)) start();
else {
  values?.addEventListener('toggle', start, { once: true });
  if (values ?? ticket) addEventListener('hashchange', start, { once: true });
}
