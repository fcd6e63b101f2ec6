import { styleText } from 'node:util';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { shownValues } from '../decode/answer.ts';
import type { Answer, AnswerVerdict, Departure, Reading } from '../decode/answer.ts';
import type { Card } from '../decode/entries.ts';
import { encodeFragment, fragmentValues, secretRefs } from '../decode/fragment.ts';
import { cardKey } from '../decode/of-catalog.ts';
import { href } from '../emit/paths.ts';
import { pick } from '../emit/texts.ts';
import { asText } from '../model/json.ts';
import { plural } from './format/counts.ts';
import { padded, visible } from './format/columns.ts';
import type { PageOptions } from './page.ts';
import { wrap } from './wrap.ts';

const verdicts: Record<AnswerVerdict, string> = {
  certain: 'certain',
  likely: 'likely: it fits as far as it goes',
  'ambiguous-params': 'the code is certain, its values are not',
  'ambiguous-code': 'several codes fit',
  broken: 'nearest code: none fits without a departure',
  'unknown-code': 'unknown code; the nearest follows',
  foreign: 'no known error',
};

const isBreach = ({ kind }: Departure): boolean => kind !== 'alias';

/** The page of what was read, which shows its values; sensitive ones are no part of an address. */
function pageOf(catalog: CompiledCatalog, cards: ReadonlyMap<string, Card>, { path, sensitive }: Card, reading: Reading): string {
  const { service, occurrence, envelope } = reading;
  const secret = secretRefs(sensitive, occurrence.errors, (code) => cards.get(cardKey(service, code))?.sensitive);
  return href(catalog, path) + encodeFragment(fragmentValues(occurrence, envelope), secret);
}

/** What a field that departs is said to do. */
function told(one: Departure): string {
  if (one.kind !== 'alias')
    return `${one.pointer} ${one.of === 'retryable' && one.kind === 'const' ? `(the retry flag) ${one.message}` : one.message}`;
  const use = one.use === undefined ? '' : `; use ${one.use}`;
  return `${one.pointer} is a deprecated field${use}${one.removeIn === undefined ? '' : `; it goes in ${one.removeIn}`}`;
}

/** An answer as data: readings with the code as it is shown and the address of its page. @param named codes that the text only names */
export function answerJson(
  catalog: CompiledCatalog,
  cards: ReadonlyMap<string, Card>,
  answer: Answer,
  named: readonly CompiledCode[],
): unknown {
  const readings = answer.readings.map((reading) => {
    const card = reading.code === undefined ? undefined : cards.get(cardKey(reading.service, reading.code));
    return { ...reading, ...(card && { shown: card.code, page: pageOf(catalog, cards, card, reading) }) };
  });
  const names = named.map(({ service, id, code, path }) => ({ service, code: id, shown: code, page: href(catalog, path) }));
  return { ...answer, readings, ...(names.length > 0 && { named: names }) };
}

/** Codes that a text names, for the terminal; nothing where there are none. */
export function namedText(catalog: CompiledCatalog, named: readonly CompiledCode[], { columns, locale }: PageOptions): string {
  if (named.length === 0) return '';
  const codes = named.flatMap(({ service, code, title, advice, path }) => [
    `${service}/${visible(code)}  ${visible(pick(title, locale))}`,
    ...advice.slice(0, 1).flatMap((first) => wrap(`Do: ${visible(pick(first, locale))}`, columns)),
    href(catalog, path),
  ]);
  return `${['But it names:', ...codes].join('\n')}\n`;
}

/** Answers for the terminal, one after the other. */
export function answersText(
  catalog: CompiledCatalog,
  cards: ReadonlyMap<string, Card>,
  answers: readonly Answer[],
  { colour, columns, locale }: PageOptions,
): string {
  const bold = (plain: string): string => (colour ? styleText('bold', plain, { validateStream: false }) : plain);
  const item = (text: string): string[] => wrap(visible(text), columns, '  - ', '    ');
  const list = (title: string, items: readonly string[]): string[] => (items.length === 0 ? [] : [title, ...items.flatMap(item)]);

  const values = (occurrence: Reading['occurrence'], secret: readonly string[]): string[] => {
    const shown = shownValues(occurrence);
    const width = Math.max(0, ...shown.map(({ ref }) => ref.length));
    return shown.map(({ ref, value }) => `  ${padded(ref, width)}  ${secret.includes(ref) ? '(sensitive)' : visible(asText(value))}`);
  };
  const one = (reading: Reading): string[] => {
    const card = reading.code === undefined ? undefined : cards.get(cardKey(reading.service, reading.code));
    const breaches = reading.departures.filter(isBreach);
    const notes = [
      ...reading.departures.filter((departure) => !isBreach(departure)).map(told),
      ...reading.unknown.map(
        ({ pointer, meant }) => `${pointer} is an unknown field${meant === undefined ? '' : `; is it meant to be ${meant}?`}`,
      ),
      ...reading.open.map(
        ({ pointer, refs }) => `${pointer} can be read in several ways: ${refs.join(', ')} ${refs.length === 1 ? 'is' : 'are'} a guess`,
      ),
    ];
    const errors = (reading.occurrence.errors ?? []).flatMap(({ code, at, ...error }) => {
      const inner = cards.get(cardKey(reading.service, code));
      return [
        `  ${at ? `${at.join('/')}: ` : ''}${inner?.code ?? code}`,
        ...values(error, inner?.sensitive ?? []).map((line) => `  ${line}`),
      ];
    });
    return [
      card
        ? `${bold(`${reading.service}/${visible(card.code)}`)}  ${visible(pick(card.title, locale))}`
        : bold(`${reading.service}, ${reading.envelope ?? ''}`),
      ...(reading.envelope === undefined ? [] : [`  ${reading.envelope} over ${reading.transport ?? ''}`]),
      ...values(reading.occurrence, card?.sensitive ?? []),
      ...(errors.length > 0 ? ['  with', ...errors] : []),
      ...list(plural(breaches.length, 'departure') + ' from the contract:', breaches.map(told)),
      ...list('Notes:', notes),
      ...(card?.advice ? wrap(`Do: ${visible(pick(card.advice, locale))}`, columns) : []),
      ...(card ? [pageOf(catalog, cards, card, reading)] : []),
    ];
  };
  return answers
    .map((answer) => {
      const { way, line, label, flaws } = answer.pasted;
      const about = [label, `${way}, line ${String(line)}`, answer.inside && `at ${answer.inside}`]
        .filter((part) => part !== undefined)
        .join(', ');
      const shown = answer.verdict === 'ambiguous-code' ? answer.readings : answer.readings.slice(0, 1);
      return [
        `${bold(verdicts[answer.verdict])} (${visible(about)})`,
        ...(flaws.includes('truncated') ? ['The text ends before the message does.'] : []),
        ...(answer.stranger
          ? [`${answer.stranger.pointer} is ${visible(JSON.stringify(answer.stranger.value))}, which is no known code.`]
          : []),
        ...(answer.tells.length > 0 ? [`What would tell them apart was not given: ${answer.tells.join(', ')}.`] : []),
        ...shown.flatMap(one),
        '',
      ].join('\n');
    })
    .join('\n');
}
