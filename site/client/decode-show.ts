import type { Answer, Departure, Reading, ShownValue } from '../../scripts/decode/answer.ts';
import { shownValues } from '../../scripts/decode/answer.ts';
import type { Card } from '../../scripts/decode/entries.ts';
import { asText, fromPointer } from '../../scripts/model/json.ts';
import type { Told } from '../../scripts/decode/shelf.ts';
import { encodeFragment, fragmentValues, secretRefs } from '../../scripts/decode/fragment.ts';
import type { Hit } from '../../scripts/search/query.ts';
import { pageAddress } from '../lib/page-address.ts';
import { counted } from '../lib/phrase.ts';
import { pick } from '../lib/text.ts';
import { code, element, phrase, prose } from './decode-dom.ts';
import type { Content } from './decode-dom.ts';
import type { Place, Words } from './decode-words.ts';

/** Gives what is said about a code. */
export type GetCard = (service: string, code: string) => Card | undefined;

const tones: Record<Answer['verdict'], string> = {
  certain: 'is-go',
  likely: 'is-wait',
  'ambiguous-params': 'is-wait',
  'ambiguous-code': 'is-wait',
  broken: 'is-stop',
  'unknown-code': 'is-stop',
  foreign: '',
};

/** A place as a reader says it: `body.details[0].field`, `headers.Retry-After`. */
function placeOf(pointer: string): string {
  return fromPointer(pointer)
    .map((step, at) => (at > 0 && /^\d+$/.test(step) ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

function departure(one: Departure, { said }: Words): Content[] {
  const words = said.problems;
  const typed = one.kind === 'type' && typeof one.wanted === 'string';
  const values = {
    place: placeOf(one.pointer),
    got: one.got === undefined ? '' : typeof one.got === 'string' && !typed ? one.got : JSON.stringify(one.got),
    wanted: one.wanted === undefined ? '' : asText(one.wanted),
    ...(one.other !== undefined && { other: placeOf(one.other) }),
    ...(one.use !== undefined && { use: one.use }),
    ...(one.removeIn !== undefined && { removeIn: one.removeIn }),
  };
  if (one.kind === 'alias') {
    const goes = one.removeIn === undefined ? [] : [' ', ...phrase(words.aliasGoes, values)];
    return [...phrase(one.use === undefined ? words.alias : words.aliasUse, values), ...goes];
  }
  if (one.kind === 'missing') return phrase(one.other === undefined ? words.missing : words.missingBeside, values);
  if (one.kind === 'type') return phrase(typed ? words.typed : words.type, values);
  if (one.kind === 'const') return phrase(one.of === 'retryable' ? words.retry : words.const, values);
  if (one.kind === 'conflict') return phrase(one.wanted === undefined ? words.repeat : words.conflict, values);
  return phrase(words[one.kind], values);
}

function list(items: readonly Content[][], style = 'departures'): HTMLElement {
  return element(
    'ul',
    items.map((item) => element('li', item)),
    style,
  );
}

function values(shown: readonly ShownValue[]): HTMLElement {
  const rows = shown.map(({ ref, value }) =>
    element('div', [element('dt', [code(ref.replace(/^params\./, ''))]), element('dd', [code(asText(value))])]),
  );
  return element('dl', rows, 'facts');
}

/** Everything that is said about one reading; the heading is the name of its code. */
function reading(one: Reading, words: Words, place: Place, getCard: GetCard): Content[] {
  const { said } = words;
  const card = one.code === undefined ? undefined : getCard(one.service, one.code);
  const say = (texts: Card['title'] | undefined): Content[] => prose(pick(texts, place.locale)?.text ?? '');
  const parts: Content[] = [];
  const secret = secretRefs(card?.sensitive ?? [], one.occurrence.errors, (id) => getCard(one.service, id)?.sensitive);
  const href = card && pageAddress(place.root, card.path, place.end) + encodeFragment(fragmentValues(one.occurrence, one.envelope), secret);
  if (card && href !== undefined) {
    const link = element('a', [code(card.code)]);
    link.setAttribute('href', href);
    parts.push(element('h3', [...say(card.of), ' · ', link]), element('p', say(card.title)));
  } else parts.push(element('h3', [one.service, ' · ', said.carrier]));
  const shown = shownValues(one.occurrence);
  if (shown.length > 0) parts.push(values(shown));
  for (const error of one.occurrence.errors ?? []) {
    const inner = getCard(one.service, error.code);
    const named = inner ? [code(inner.code), ' ', ...say(inner.title)] : [code(error.code)];
    if (inner) {
      const link = element('a', [code(inner.code)]);
      link.setAttribute(
        'href',
        pageAddress(place.root, inner.path, place.end) + encodeFragment(fragmentValues(error), new Set(inner.sensitive)),
      );
      named[0] = link;
    }
    parts.push(element('p', [said.part, ' ', ...named]), values(shownValues(error)));
  }
  const breaches = one.departures.filter(({ kind }) => kind !== 'alias');
  if (breaches.length > 0) {
    const title = element('b', [counted(said.departures, breaches.length, place.lang)]);
    parts.push(element('div', [title, list(breaches.map((breach) => departure(breach, words)))], 'breach'));
  }
  const notes = [
    ...one.departures.filter(({ kind }) => kind === 'alias').map((alias) => departure(alias, words)),
    ...one.unknown.map(({ pointer, meant }) =>
      phrase(meant === undefined ? said.unknown : said.renamed, { place: placeOf(pointer), ...(meant !== undefined && { meant }) }),
    ),
    ...one.open.map(({ pointer, refs }) =>
      phrase(said.open, { place: placeOf(pointer), values: refs.map((ref) => ref.replace(/^params\./, '')).join(', ') }),
    ),
  ];
  if (notes.length > 0) parts.push(list(notes, 'soft'));
  if (card?.advice) parts.push(element('p', [element('b', [said.do]), ' ', ...say(card.advice)]));
  if (href !== undefined) {
    const link = element('a', [said.page]);
    link.setAttribute('href', href);
    parts.push(element('p', [link]));
  }
  return parts;
}

function why(told: Told, { said }: Words): Content[] {
  if (told.incomplete && told.verdict === 'likely') return phrase(said.why.incomplete);
  if (told.pasted.flaws.includes('truncated')) return phrase(said.why.cut);
  if (told.inside !== undefined && told.verdict === 'likely') return phrase(said.why.inside);
  const { stranger } = told;
  const given = stranger ? { place: placeOf(stranger.pointer), value: asText(stranger.value) } : {};
  return phrase(said.why[told.verdict], given);
}

/** Readings of one code are one: the first. */
function byCode(readings: readonly Reading[]): Reading[] {
  const found = new Map<string, Reading>();
  for (const one of readings) {
    const key = `${one.service}/${one.code ?? one.envelope ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** One message and what it is. */
export function answer(told: Told, words: Words, place: Place, getCard: GetCard): HTMLElement {
  const { said } = words;
  const { verdict, pasted, inside } = told;
  const [first, ...others] = byCode(told.readings);
  const parts: Content[] = [element('p', [element('b', [`${said.verdicts[verdict]}.`], 'verdict'), ' ', ...why(told, words)])];
  if (verdict === 'ambiguous-code')
    parts.push(
      element('p', told.tells.length > 0 ? phrase(said.tells, { places: told.tells.map(placeOf).join(', ') }) : phrase(said.unless)),
    );
  // Where no code fits, the nearest is told, and no more: the others are farther.
  const shown = verdict === 'ambiguous-code' ? [first, ...others] : [first];
  const told2 = shown.flatMap((one) => (one ? [{ one, content: reading(one, words, place, getCard) }] : []));
  if (told2.length > 1)
    parts.push(
      element(
        'ol',
        told2.map(({ one, content }) => element('li', [...content, element('p', [counted(said.fits, one.fits, place.lang)], 'soft')])),
        'candidates',
      ),
    );
  else parts.push(...told2.flatMap(({ content }) => content));
  const transport = words.transports[first?.transport ?? ''] ?? '';
  // An envelope that is named as its transport says nothing more.
  const isPlain = first?.envelope?.toLowerCase() === transport.toLowerCase();
  const over =
    first?.envelope === undefined ? [] : [', ', ...phrase(isPlain ? said.overOnly : said.over, { envelope: first.envelope, transport })];
  const read = pasted.line === 1 ? said.asWhole : said.as;
  const as = phrase(read.replace(/\.$/, ''), { way: (words.ways[pasted.way] ?? pasted.way).replaceAll('`', ''), line: pasted.line });
  parts.push(
    element('p', [...(pasted.label === undefined ? [] : [code(pasted.label), ' ']), ...as, ...(told2.length > 1 ? [] : over), '.'], 'soft'),
    ...(inside === undefined ? [] : [element('p', phrase(said.inside, { place: inside }), 'soft')]),
  );
  return element('article', parts, `answer ${tones[verdict]}`.trim());
}

/** Codes that a text names in which no message is known, with links to their pages. */
export function namedCodes(named: readonly Hit[], { said }: Words, place: Place): HTMLElement {
  const items = named.map(({ code: name, path, title, service }): Content[] => {
    const link = element('a', [code(name)]);
    link.setAttribute('href', pageAddress(place.root, path, place.end));
    return [link, ' ', title, ' ', element('span', [service], 'soft')];
  });
  return element('article', [element('p', [element('b', [said.named])]), list(items, '')], 'answer');
}
