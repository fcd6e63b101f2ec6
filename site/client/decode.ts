// The decoder: what is pasted is read here and goes nowhere. It is not kept, and not in the address.
import { longestPaste, readPaste } from '../../scripts/decode/read.ts';
import { openDecodeShelf } from '../../scripts/decode/shelf.ts';
import type { DecodeShelf } from '../../scripts/decode/shelf.ts';
import { transports } from '../../scripts/model/vocabulary.ts';
import { counted, fill } from '../lib/phrase.ts';
import { element, phrase } from './decode-dom.ts';
import type { Content } from './decode-dom.ts';
import { answer } from './decode-show.ts';
import type { Told } from './decode-show.ts';
import type { Words } from './decode-words.ts';

/** A longer text makes a text box slow: it is read whole, and its beginning shown. */
const longInBox = 100_000;
const shownOfLong = 4000;
/** Messages that are shown; the others are counted. */
const mostShown = 40;
/** The page stays alive: after so many milliseconds of work the browser has its turn. */
const turn = 12;

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
  const { root = '', end = '/', index = '', locale = 'en', lang = 'en' } = box.dataset;
  const words = JSON.parse(box.dataset['words'] ?? '') as Words;
  const { said } = words;
  /** The text that is read, where it is longer than what the box shows. */
  let long: string | undefined;
  let latest = 0;
  let shelf: Promise<DecodeShelf> | undefined;

  const open = (): Promise<DecodeShelf> => {
    shelf ??= openDecodeShelf(async (path) => {
      const response = await fetch(`${index}${path}`);
      if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
      return response.text();
    }).catch((error: unknown) => {
      shelf = undefined;
      throw error;
    });
    return shelf;
  };
  const say = (content: readonly Content[]): void => {
    status.replaceChildren(...content);
  };

  const show = (answers: readonly Told[], decoder: DecodeShelf, note: readonly Content[]): void => {
    const known = answers.filter(({ verdict }) => verdict !== 'foreign');
    const shown = known.slice(0, mostShown);
    // A text that is nothing known is said once, however many lines it has.
    const single = known.length === 0 ? answers.slice(0, 1) : shown;
    const rest = answers.length - known.length - (known.length === 0 ? single.length : 0);
    const getCard = (service: string, code: string) => decoder.card(service, code);
    results.replaceChildren(
      ...single.map((one) => answer(one, words, { root, end, locale, lang }, getCard)),
      ...(known.length > shown.length ? [element('p', [counted(said.notShown, known.length - shown.length, lang)], 'soft')] : []),
      ...(rest > 0 && known.length > 0 ? [element('p', [counted(said.others, rest, lang)], 'soft')] : []),
    );
    const [first] = known;
    const name = (one: Told): string => {
      const [best] = one.readings;
      return best?.code === undefined ? '' : `: ${decoder.card(best.service, best.code)?.code ?? best.code}`;
    };
    const breaches = first?.readings[0]?.departures.filter(({ kind }) => kind !== 'alias').length ?? 0;
    const summary =
      answers.length === 0
        ? [said.nothing]
        : known.length === 1 && first
          ? [`${said.verdicts[first.verdict]}${name(first)}. `, breaches > 0 ? `${counted(said.departures, breaches, lang)}.` : '']
          : known.length === 0
            ? [`${said.verdicts.foreign}.`]
            : [`${counted(said.many, answers.length, lang)}. ${counted(said.known, known.length, lang)}.`];
    // One answer says the same itself, to those who see.
    status.classList.toggle('unseen', single.length === 1 && rest === 0 && note.length === 0);
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
      const decoder = await open();
      const found = readPaste(text);
      if (own !== latest || found === 'too-long') return;
      const service = choice('service');
      const transport = transports.find((one) => one === choice('transport'));
      const hints = { ...(service !== '' && { service }), ...(transport && { transport }) };
      const answers: Told[] = [];
      let began = performance.now();
      for (const one of found) {
        answers.push(await decoder.answer(one, hints));
        if (performance.now() - began > turn) {
          await new Promise((resolve) => {
            setTimeout(resolve);
          });
          if (own !== latest) return;
          began = performance.now();
        }
      }
      if (own !== latest) return;
      const size = new Intl.NumberFormat(lang).format(text.length);
      // Each line of a text was tried alone: where one was recognised, the others are no messages.
      const texts = found[0]?.texts !== undefined && answers.some(({ verdict }) => verdict !== 'foreign');
      show(
        texts ? answers.filter(({ verdict }) => verdict !== 'foreign') : answers,
        decoder,
        long === undefined ? [] : phrase(fill(said.shortened, { size })),
      );
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
  area.addEventListener('focus', () => void open().catch(() => undefined));
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
