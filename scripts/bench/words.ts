/** Numbers that look random and are the same in every run (a linear congruential generator; Numerical Recipes, section 7.1). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const vocabulary = {
  en: `account address amount answer archive attempt balance batch booking buffer cache carrier certificate channel chunk client code
    connection contract courier credit currency customer deadline delivery device document draft export field file folder gateway group
    image import index invoice item job journal key label ledger limit list lock mailbox market member message meter network offer order
    owner package parcel partner payment period permission photo plan policy price printer process product profile project quota queue
    reader receipt record refund region report request reservation route sample schedule sensor server session shipment signature socket
    source station stock stream subscription supplier table task template tenant ticket token topic track transfer upload user vault
    vendor version voucher wallet warehouse window worker accepts allows blocks changes checks closes compares copies counts creates
    deletes delivers drops expects finds holds keeps limits locks misses needs opens passes reads refuses rejects repeats returns saves
    sends signs stores takes waits writes`,
  ru: `адрес архив баланс билет время группа данные договор доступ журнал заказ запись запрос значение имя клиент ключ код лимит метка
    номер образец объект окно операция оплата остаток отправка отчёт пакет память платёж повтор подпись поле пользователь порядок поток
    почта право причина проверка пункт раздел размер регион результат сеанс сервер сеть служба событие соединение сообщение состав
    список срок статус строка сумма счёт таблица тариф текст товар токен узел файл формат хранилище цена частота шаблон`,
};

/** Prose in a language, of words that mean nothing together but are as long and as varied as real ones. */
export function prose(next: (below: number) => number, locale: keyof typeof vocabulary, count: number): string {
  const known = vocabulary[locale].split(/\s+/);
  const words = Array.from({ length: count }, (_, at) => {
    const word = known[next(known.length)] ?? '';
    return at > 0 && at < count - 1 && at % 9 === 8 ? `${word},` : word;
  });
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
