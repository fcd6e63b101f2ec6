// The decoder: what is pasted is read here and goes nowhere. It is not kept, and not in the address.
import type { Card } from '../../scripts/decode/entries.ts';
import { longestPaste } from '../../scripts/decode/longest.ts';
import type { Told } from '../../scripts/decode/shelf.ts';
import { transports } from '../../scripts/model/vocabulary.ts';
import { counted, fill } from '../lib/phrase.ts';
import { element, phrase } from './decode-dom.ts';
import type { Content } from './decode-dom.ts';
import { answer, namedCodes } from './decode-show.ts';
import { createDecodeThread } from './decode-thread.ts';
import type { Words } from './decode-words.ts';
import type { Found } from './decode-worker.ts';

/** A longer text makes a text box slow: it is read whole, and its beginning shown. */
const longInBox = 100_000;
const shownOfLong = 4000;
const place = document.querySelector<HTMLElement>('#decode');
if (place) start(place);

function start(box: HTMLElement): void {
  const get = (selector: string): HTMLElement => {
    const found = box.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no ${selector} in the decoder`);
    return found;
  };
  const [area, file] = [box.querySelector('textarea'), box.querySelector<HTMLInputElement>('input[type=file]')];
  if (!area || !file) throw new Error('the decoder lacks its boxes');
  const [status, results] = [get('[role=status]'), get('[data-answers]')];
  const choice = (name: string): string => box.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value ?? '';
  const { root = '', end = '/', index = '', names = '', locale = 'en', lang = 'en' } = box.dataset;
  const words = JSON.parse(box.dataset['words'] ?? '') as Words;
  const { said } = words;
  /** The text that is read, where it is longer than what the box shows. */
  let long: string | undefined;
  let latest = 0;
  const thread = createDecodeThread({ index, names, locale });
  const say = (content: readonly Content[]): void => {
    status.replaceChildren(...content);
  };

  const show = ({ shown, all, known, cards, named }: Found, note: readonly Content[]): void => {
    const getCard = (service: string, code: string): Card | undefined => cards.find((card) => card.service === service && card.id === code);
    const notShown = known > shown.length ? known - shown.length : 0;
    const others = known === 0 ? 0 : all - known;
    results.replaceChildren(
      ...shown.map((one) => answer(one, words, { root, end, locale, lang }, getCard)),
      ...(named.length > 0 ? [namedCodes(named, words, { root, end, locale, lang })] : []),
      ...(notShown > 0 ? [element('p', [counted(said.notShown, notShown, lang)], 'soft')] : []),
      ...(others > 0 ? [element('p', [counted(said.others, others, lang)], 'soft')] : []),
    );
    const [first] = shown;
    const name = (one: Told): string => {
      const [best] = one.readings;
      return best?.code === undefined ? '' : `: ${getCard(best.service, best.code)?.code ?? best.code}`;
    };
    const breaches = first?.readings[0]?.departures.filter(({ kind }) => kind !== 'alias').length ?? 0;
    const summary = !first
      ? [said.nothing]
      : known === 1
        ? [`${said.verdicts[first.verdict]}${name(first)}. `, breaches > 0 ? `${counted(said.departures, breaches, lang)}.` : '']
        : known === 0
          ? [`${said.verdicts.foreign}.`, ...(named.length > 0 ? [` ${said.named} ${named.map((hit) => hit.code).join(', ')}.`] : [])]
          : [`${counted(said.many, all, lang)}. ${counted(said.known, known, lang)}.`];
    // One answer says the same itself, to those who see.
    status.classList.toggle('unseen', shown.length === 1 && (all === 1 || known === 0) && note.length === 0);
    say([...summary, ...(note.length > 0 ? [' ', ...note] : [])]);
  };

  /** Reads the text anew; what comes later wins. */
  const read = async (): Promise<void> => {
    latest += 1;
    const own = latest;
    const text = long ?? area.value;
    status.classList.remove('unseen');
    if (text.trim() === '') {
      results.replaceChildren();
      say(phrase(said.empty));
      return;
    }
    if (text.length > longestPaste) {
      results.replaceChildren();
      say(phrase(said.tooLong));
      return;
    }
    say([said.reading]);
    try {
      const service = choice('service');
      const transport = transports.find((one) => one === choice('transport'));
      const found = await thread.read(text, { ...(service !== '' && { service }), ...(transport && { transport }) });
      if (own !== latest || !found) return;
      const size = new Intl.NumberFormat(lang).format(text.length);
      show(found, long === undefined ? [] : phrase(fill(said.shortened, { size })));
    } catch {
      if (own !== latest) return;
      results.replaceChildren();
      say(phrase(said.failed));
    }
  };

  const take = (text: string): void => {
    long = text.length > longInBox ? text : undefined;
    area.value = long === undefined ? text : text.slice(0, shownOfLong);
    void read();
  };

  area.addEventListener('input', () => {
    long = undefined;
    void read();
  });
  area.addEventListener('focus', () => {
    thread.open();
  });
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length <= longInBox) return;
    event.preventDefault();
    take(text);
  });
  for (const select of box.querySelectorAll('select')) select.addEventListener('change', () => void read());
  get('[data-clear]').addEventListener('click', () => {
    take('');
    area.focus();
  });
  for (const button of box.querySelectorAll<HTMLElement>('[data-paste]'))
    button.addEventListener('click', () => {
      take(button.dataset['paste'] ?? '');
    });
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    // Reading what is too long to be read would only fill the memory.
    if (chosen.size > 4 * longestPaste) {
      results.replaceChildren();
      say(phrase(said.tooLong));
    } else void chosen.text().then(take);
    file.value = '';
  });
  // A browser that goes back fills the box again by itself.
  if (area.value !== '') void read();
}
