// Reading and decoding stand in a worker, so that no text, however it is made, keeps the page from answering to its reader.
import { readPaste } from '../../scripts/decode/read.ts';
import { namesIn } from '../../scripts/decode/names.ts';
import type { Card } from '../../scripts/decode/entries.ts';
import type { Hints } from '../../scripts/decode/reader.ts';
import { openDecodeShelf } from '../../scripts/decode/shelf.ts';
import type { DecodeShelf, Told } from '../../scripts/decode/shelf.ts';
import { named } from '../../scripts/search/query.ts';
import type { Hit } from '../../scripts/search/query.ts';
import { openShelf } from '../../scripts/search/shelf.ts';
import { loader } from './load.ts';

/** Where the files stand that are read: addresses that end in a slash. */
export interface Places {
  /** The templates. */
  index: string;
  /** The index of codes by their names, and the language of its titles. */
  names: string;
  locale: string;
}

/** What the page asks. */
export interface Question extends Places {
  id: number;
  /** Absent: only open the shelf, a text will come. */
  text?: string;
  hints: Hints;
}

/** What it gets: at once that a text is being read, and later what was found. */
export interface Reply {
  id: number;
  found?: Found;
  /** The shelf could not be loaded. */
  failed?: true;
}

/** The messages of a text. */
export interface Found {
  /** The first of those that the catalog knows; where it knows none, the first of all. */
  shown: Told[];
  /** How many messages there are, and how many of them the catalog knows. */
  all: number;
  known: number;
  /** What is said of the codes that are named. */
  cards: Card[];
  /** Where the catalog knows no message: codes whose names stand in the text. */
  named: Hit[];
}

/** Messages that are shown; the others are counted. */
const mostShown = 40;

/** The question that counts. */
let latest = 0;

/** Opens what stands at an address once, until another one is asked for. What failed is tried again. */
function once<Place, T>(open: (place: Place) => Promise<T>): (place: Place) => Promise<T> {
  let known: { key: string; opened: Promise<T> } | undefined;
  return (place) => {
    const key = JSON.stringify(place);
    if (known?.key === key) return known.opened;
    const opened = open(place);
    known = { key, opened };
    opened.catch(() => (known = undefined));
    return opened;
  };
}

const open = once((index: string) => openDecodeShelf(loader(index)));
const openNames = once(({ names, locale }: Pick<Places, 'names' | 'locale'>) => openShelf(loader(names), locale));

/** The cards of all codes that an answer names, those inside others too. */
function cardsOf(shown: readonly Told[], decoder: DecodeShelf): Card[] {
  const readings = shown.flatMap((told) => told.readings);
  const named = readings.flatMap(({ service, code, occurrence }) =>
    [code, ...(occurrence.errors ?? []).map((one) => one.code)].map((id) => ({ service, id })),
  );
  const cards = named.flatMap(({ service, id }) => (id === undefined ? [] : (decoder.card(service, id) ?? [])));
  return [...new Set(cards)];
}

/** The codes that a text names; none where that cannot be found out. */
async function namedIn(text: string, { names, locale, hints }: Question): Promise<Hit[]> {
  const own = namesIn(text);
  if (own.length === 0) return [];
  return await openNames({ names, locale })
    .then((shelf) => named(shelf, own, hints.service))
    .catch(() => []);
}

/** After so many milliseconds of work the next question has its turn. */
const turn = 25;

/** Undefined where another question came in between. */
async function find(question: Question, text: string): Promise<Found | undefined> {
  const { id, index, hints } = question;
  const decoder = await open(index);
  const pasted = readPaste(text);
  const answers: Told[] = [];
  let began = performance.now();
  for (const one of pasted === 'too-long' ? [] : pasted) {
    answers.push(await decoder.answer(one, hints));
    if (performance.now() - began < turn) continue;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    if (id !== latest) return undefined;
    began = performance.now();
  }
  const known = answers.filter(({ verdict }) => verdict !== 'foreign');
  // A text that is nothing known is said once, however many lines it has.
  const shown = known.length === 0 ? answers.slice(0, 1) : known.slice(0, mostShown);
  // Each line of a text was tried alone: where one was recognised, the others are no messages.
  const isText = pasted !== 'too-long' && pasted[0]?.texts !== undefined && known.length > 0;
  return {
    shown,
    all: isText ? known.length : answers.length,
    known: known.length,
    cards: cardsOf(shown, decoder),
    named: known.length === 0 ? await namedIn(text, question) : [],
  };
}

function reply(message: Reply): void {
  postMessage(message);
}

addEventListener('message', ({ data: question }: MessageEvent<Question>) => {
  const { id, index, text } = question;
  if (text === undefined) {
    open(index).catch(() => undefined);
    return;
  }
  latest = id;
  reply({ id });
  find(question, text).then(
    (found) => {
      if (found) reply({ id, found });
    },
    () => {
      reply({ id, failed: true });
    },
  );
});
