import { compiledCode, compiledMessage, compiledService } from '../astro/fixtures/make.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';

const subjects =
  'account address balance batch booking card channel chunk consent contract coupon customer delivery device document draft invoice job key label ledger licence locale member message order parcel payment policy printer profile quota queue receipt refund region report reservation role schedule scope secret session shipment signature stream subscription template tenant ticket token transfer upload user vault voucher wallet warehouse webhook workspace'.split(
    ' ',
  );
const states =
  'blocked cancelled closed conflicting corrupted damaged denied disabled duplicate empty exhausted expired foreign frozen incomplete inconsistent invalid limited locked malformed missing mismatched outdated overdue paused pending refused rejected replaced reserved revoked stale suspended truncated unavailable unconfirmed unknown unreadable unsigned unsupported'.split(
    ' ',
  );
const places =
  'in the current region|at the checkout|during the nightly run|after the import|before the deadline|on this device|for the whole group|while it is processed|by the other side|under this contract'.split(
    '|',
  );
const russian =
  'аккаунт адрес баланс пакет бронь карта канал блок договор купон клиент доставка устройство документ счёт задача ключ метка журнал лицензия участник сообщение заказ посылка платёж политика принтер профиль очередь квитанция возврат регион отчёт роль секрет сеанс подпись поток подписка шаблон билет токен перевод файл склад кошелёк'.split(
    ' ',
  );
const endings =
  'заблокирован отменён закрыт повреждён отклонён отключён пуст исчерпан истёк заморожен неполон неверен занят потерян устарел приостановлен не найден отозван недоступен не подписан'.split(
    / (?!найден|подписан)/,
  );
/** Numbers that look drawn, and are the same in every run (linear congruences, Numerical Recipes). */
function draws(seed: number): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const found = list[Math.floor((state / 2 ** 32) * list.length)];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  };
}

const syllables = 'ba co de fi gu la me no pi qua ro se ti ul va wo xe za bri dor fla gre hun jum kro'.split(' ');
const lexicon = Array.from({ length: 6000 }, (_, at) =>
  [at % 25, Math.floor(at / 25) % 25, Math.floor(at / 625)].map((one) => syllables[one]).join(''),
);
const steps = Array.from({ length: 400 }, (_, at) => at / 400);

/** A word of prose: the more seldom the further down the list, as in any language (Zipf). */
function word(draw: ReturnType<typeof draws>): string {
  return lexicon[Math.floor(lexicon.length ** draw(steps)) - 1 + draw([0, 1, 2])] ?? 'the';
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Names as catalogs have them: in capitals, with dots, in camel case, numbered. */
function nameOf(service: number, at: number, words: readonly string[]): string {
  if (service % 4 === 0) return words.join('_').toUpperCase();
  if (service % 4 === 1) return words.join('.');
  if (service % 4 === 2) return words.map((word, first) => (first === 0 ? word : capital(word))).join('');
  return `${(words[0] ?? '').slice(0, 4).toUpperCase()}_${String(at).padStart(4, '0')}`;
}

/** A compiled catalog of so many codes in eight services, with what a search can be made for: names of four sorts, old names, messages, texts, headers. */
export function generateSearchCatalog(count: number): CompiledCatalog {
  const draw = draws(count);
  const services = Array.from({ length: 8 }, (_, index) => {
    const service = `service-${String(index)}`;
    const seen = new Set<string>();
    const codes: CompiledCode[] = [];
    while (codes.length < Math.ceil((count - index) / 8)) {
      const at = codes.length;
      const [subject, state, other] = [draw(subjects), draw(states), draw(subjects)];
      const id = nameOf(index, at, [subject, state, other]);
      if (seen.has(id)) continue;
      seen.add(id);
      const title = capital(`${subject} is ${state} for the ${other}`);
      const status = draw([[400], [401], [403], [404], [409], [422], [429], [500, 503], []]);
      const headers = status[0] === 429 ? ['X-Request-ID', 'Retry-After'] : ['X-Request-ID'];
      const message = `${capital(subject)} {name} of ${other} {count} is ${state} ${draw(places)}`;
      codes.push(
        compiledCode({
          service,
          id,
          slug: id,
          path: `/${service}/${id}/`,
          title: { en: title, ru: `${capital(draw(russian))} ${draw(endings)}` },
          summary: { en: Array.from({ length: 14 }, () => word(draw)).join(' ') },
          causes: Array.from({ length: 2 }, () => ({
            cause: {
              en: Array.from({ length: 16 }, () => (draw([true, true, true, false]) ? word(draw) : draw(draw([subjects, states])))).join(
                ' ',
              ),
            },
            fix: { en: `Ask the ${draw(subjects)} desk; quote ${draw(states)} case ${String(at)}.` },
          })),
          status,
          message: [{ locale: 'en', template: message }],
          params: [
            { name: 'name', schema: { type: 'string' }, type: 'string', optional: false, sensitive: false, example: 'main' },
            { name: 'count', schema: { type: 'integer' }, type: 'integer', optional: false, sensitive: false, example: 3 },
          ],
          texts: { userMessage: { en: `Your ${subject} is ${state}`, ru: `Ваш ${draw(russian)}: ${draw(endings)}, ${draw(russian)}` } },
          lifecycle: { state: 'stable', formerly: at % 50 === 7 ? [`OLD_${service.slice(-1)}_${String(at)}`] : [] },
          retry: { when: 'never' },
          effect: 'nothing',
          actor: 'developer',
          messages: [
            compiledMessage({
              envelope: 'http',
              transport: 'http',
              fields: headers.map((name) => ({
                pointer: `/headers/${name}`,
                presence: 'always' as const,
                kind: 'varies' as const,
                equals: [],
              })),
              shown: {},
            }),
          ],
        }),
      );
    }
    return compiledService({ service, title: { en: `Service ${String(index)}` }, codes, envelopes: [], transports: ['http'] });
  });
  return {
    version: 1,
    generator: { name: 'errdex', version: '0.0.0' },
    title: { en: 'Generated errors' },
    locales: ['en', 'ru'],
    services,
  };
}
