import { decodeFragment, encodeFragment } from '../../scripts/decode/fragment.ts';
import { conformsQuickly, isQuick } from '../../scripts/envelope/quick-schema.ts';
import type { Live, LiveField } from '../lib/live.ts';
import { fill } from '../lib/phrase.ts';
import { readValue } from '../lib/read-value.ts';
import { show as sent } from '../lib/show.ts';
import type { Json } from '../../scripts/model/json.ts';
import { idIn } from './arrival.ts';
import { choices, createExamples } from './examples.ts';
import { createPanels } from './panels.ts';
import { showInProse } from './prose-values.ts';
import { fillTicket } from './ticket.ts';

type Words = Record<string, string>;

/** Says beside a field what is wrong with its value, or nothing. */
function complain(input: HTMLInputElement, text: string): void {
  const place = input.parentElement?.querySelector('.wrong');
  if (place) place.textContent = text;
  if (text === '') input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}

/** What holds values against the schemas of these fields: all of JSON Schema only where one needs it. */
async function checkFor(fields: readonly LiveField[]): Promise<typeof conformsQuickly> {
  if (fields.every(({ schema }) => isQuick(schema))) return conformsQuickly;
  const { conformsWholly } = await import('../../scripts/envelope/whole-schema.ts');
  return (schema, value) => (isQuick(schema) ? conformsQuickly : conformsWholly)(schema, value);
}

/** Shows the values of the reader, from the link and from the fields, wherever the page speaks of them. */
export async function show(details: HTMLDetailsElement | null): Promise<void> {
  const data = details?.querySelector('script')?.textContent;
  const live = JSON.parse(data ?? '{"fields":[],"panels":[],"places":[],"tables":{},"words":{}}') as Live & { words: Words };
  const inputs = new Map<string, HTMLInputElement>();
  for (const input of details?.querySelectorAll<HTMLInputElement>('[data-field]') ?? []) inputs.set(input.dataset['field'] ?? '', input);
  const sensitive = new Set(live.fields.filter((field) => field.sensitive).map(({ ref }) => ref));
  const conforms = await checkFor(live.fields);
  const panels = createPanels(live);
  const showExamples = createExamples();
  let ticketId: string | undefined;
  /** Which of several statuses, wordings and languages the link tells. */
  let told = new Map<string, string>();
  /** The codes of the errors inside the reader's message, where no example has them. */
  let others: string | undefined;

  /** The valid values, by reference; the others are named beside their fields. */
  const read = (): Map<string, Json> => {
    const values = new Map<string, Json>();
    for (const field of live.fields) {
      const input = inputs.get(field.ref);
      if (!input) continue;
      const found = input.value === '' ? undefined : readValue(input.value, field.schema, conforms);
      const wrong = found === undefined || 'value' in found ? '' : reason(found);
      complain(
        input,
        wrong === '' && found && 'value' in found && !canBeSent(field, found.value) ? (live.words['unsendable'] ?? '') : wrong,
      );
      if (found && 'value' in found && !input.hasAttribute('aria-invalid')) values.set(field.ref, found.value);
    }
    return values;
  };
  const reason = ({ keyword, expected }: { keyword: string; expected: string }): string =>
    fill(live.words[keyword] ?? live.words['other'] ?? '', { keyword, expected });
  const canBeSent = ({ ref }: LiveField, value: Json): boolean =>
    live.panels.every((panel) => panel === null || sent(panel, new Map([[ref, value]]), live.tables) !== undefined);

  /** The values as a fragment: valid ones only, and none that is sensitive. */
  const fragment = (values: ReadonlyMap<string, Json>): string => {
    const texts = new Map([...values.keys()].map((ref) => [ref, inputs.get(ref)?.value ?? '']));
    const chosen = document.querySelector<HTMLInputElement>('input[name="wire"]:checked')?.value;
    for (const [name, value] of told) texts.set(name, value);
    if (texts.size > 0 && chosen !== undefined) texts.set('envelope', chosen);
    if (ticketId !== undefined && live.id === undefined) texts.set('id', ticketId);
    return encodeFragment(texts, sensitive);
  };

  const update = (): void => {
    const values = read();
    const given = new Set(values.keys());
    const messages = panels.draw(values);
    showInProse(live, values, messages);
    const known = new Map([...values].filter(([ref]) => !sensitive.has(ref)).map(([ref]) => [ref, inputs.get(ref)?.value ?? '']));
    if (ticketId !== undefined && live.id === undefined) known.set('id', ticketId);
    fillTicket(known, fragment(values));
    const status = details?.querySelector('[role="status"]');
    const said = [...(given.size > 0 ? [live.words['shown'] ?? ''] : []), ...(others === undefined ? [] : [othersInside(others)])];
    if (status) status.textContent = said.join(' ');
  };

  /** Says that the errors inside are those of an example: the page knows no message with the reader's own. */
  const othersInside = (errors: string): string => fill(live.words['errors'] ?? '', { errors: errors.replaceAll(',', ', ') });

  /** Takes over what the link says. */
  const arrive = (): void => {
    const found = decodeFragment(location.hash, sensitive);
    const id = idIn(location) ?? found.get('id');
    if (id !== undefined && live.id !== undefined && !found.has(live.id)) found.set(live.id, id);
    ticketId = id;
    told = new Map(choices.flatMap((name) => (found.has(name) ? [[name, found.get(name) ?? ''] as const] : [])));
    showExamples(told);
    const errors = told.get('errors');
    const boxes = [...document.querySelectorAll<HTMLElement>('[aria-labelledby="wire"] .lines')];
    others = boxes.some((box) => box.dataset['errors'] === errors) ? undefined : errors;
    for (const [ref, input] of inputs) if (found.has(ref)) input.value = found.get(ref) ?? '';
    const envelope = found.get('envelope');
    for (const tab of document.querySelectorAll<HTMLInputElement>('input[name="wire"]')) if (tab.value === envelope) tab.checked = true;
    if (details && (others !== undefined || [...inputs.keys()].some((ref) => found.has(ref)))) details.open = true;
    update();
  };

  details?.addEventListener('input', update);
  details?.addEventListener('reset', () => setTimeout(update));
  const button = details?.querySelector<HTMLButtonElement>('[type="submit"]');
  const label = button?.textContent ?? '';
  details?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!button) return;
    void navigator.clipboard.writeText(location.origin + location.pathname + fragment(read())).then(() => {
      button.textContent = button.dataset['done'] ?? '';
      setTimeout(() => (button.textContent = label), 1600);
    });
  });
  addEventListener('hashchange', arrive);
  arrive();
}
