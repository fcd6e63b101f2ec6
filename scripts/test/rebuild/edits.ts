import { generateService } from '../../bench/generate-service.ts';
import { numbers } from '../../bench/words.ts';
import { isObject } from '../../model/json.ts';
import type { Json, JsonObject } from '../../model/json.ts';

/** A catalog that is edited: settings, services by name, their codes apart, and other files by path: guides. */
export interface Editable {
  settings: JsonObject;
  services: Map<string, { service: JsonObject; codes: Map<string, JsonObject> }>;
  files: Map<string, string>;
  toolVersion: string;
}

type Next = (below: number) => number;

/**
 * Three generated services of few codes with everything, one of them with errors inside errors.
 * @param many another one, of so many small codes that its table has two pages
 */
export function startingCatalog(many = false): Editable {
  const services: Editable['services'] = new Map();
  for (const at of [0, 1, 2]) add(services, at);
  if (many) services.set('many', manyCodes());
  return {
    settings: { title: { en: 'Edited', ru: 'Правки' }, url: 'https://errors.example/docs' },
    services,
    files: new Map(),
    toolVersion: '1.0.0',
  };
}

function manyCodes(): { service: JsonObject; codes: Map<string, JsonObject> } {
  const small = (at: number): JsonObject => ({
    title: `Small error ${String(at)}`,
    status: 400 + (at % 30),
    category: 'server',
    retry: { when: 'never' },
    effect: 'nothing',
    actor: 'operator',
    group: at < 490 ? 'early' : 'late',
  });
  const service: JsonObject = {
    service: 'many',
    title: 'Many',
    groups: { early: { title: 'Early' }, late: { title: 'Late' } },
    operations: { go: { method: 'POST', path: '/go' } },
    envelopes: { http: { transport: 'http', status: '$status', body: { code: '$code' } } },
  };
  const ids = Array.from({ length: 502 }, (_, at) => [`SMALL_${String(at)}`, small(at)] as const);
  return { service, codes: new Map(ids) };
}

function add(services: Editable['services'], at: number): void {
  const { name, service, codes } = generateService(at, 6);
  const entries = codes.flatMap((some) => Object.entries(some)).flatMap(([id, code]) => (isObject(code) ? [[id, code] as const] : []));
  services.set(name, { service, codes: new Map(entries) });
}

/** An edit that an author could make, by what it is. Changes the catalog in place; some give catalogs with errors. */
const edits: Readonly<Record<string, (catalog: Editable, next: Next) => void>> = {
  'title of a code': (catalog, next) => void (someCode(catalog, next).code['title'] = `Renamed ${String(next(1000))}`),
  'text in two languages': (catalog, next) =>
    void (someCode(catalog, next).code['summary'] = { en: `Anew ${String(next(1000))}.`, ru: `Снова ${String(next(1000))}.` }),
  'cause of a code': (catalog, next) =>
    void (someCode(catalog, next).code['causes'] = [{ cause: `Cause ${String(next(1000))}.`, fix: 'Mend it.' }]),
  'status of a code': (catalog, next) => void (someCode(catalog, next).code['status'] = [400, 404, 409, 500, 503][next(5)] ?? 400),
  'retry policy': (catalog, next) => void (someCode(catalog, next).code['retry'] = { when: 'after-delay', after: 1 + next(90) }),
  'group of a code': (catalog, next) => {
    const many = catalog.services.get('many');
    const codes = [...(many?.codes.values() ?? [])];
    const code = codes[next(codes.length)];
    if (code) code['group'] = code['group'] === 'late' ? 'early' : 'late';
  },
  'code added': (catalog, next) => {
    const { service, code } = someCode(catalog, next);
    service.codes.set(`ADDED_${String(next(10_000))}`, { ...structuredClone(code), title: `Added ${String(next(1000))}` });
  },
  'code removed': (catalog, next) => {
    const { id, service } = someCode(catalog, next);
    service.codes.delete(id);
    for (const { codes } of catalog.services.values()) for (const code of codes.values()) forget(code, id);
  },
  'code renamed': (catalog, next) => rename(catalog, next, `NEW_${String(next(10_000))}`),
  'code named as one of another service': (catalog, next) => rename(catalog, next, someCode(catalog, next).id),
  'code deprecated': (catalog, next) => {
    const { code, service } = someCode(catalog, next);
    const use = [...service.codes.keys()][next(service.codes.size)] ?? '';
    code['deprecated'] = { in: '1.9.0', use };
  },
  'code taken off': (catalog, next) => void (someCode(catalog, next).code['removed'] = { in: '2.0.0' }),
  'mention of another service': (catalog, next) => {
    const { service, id } = someCode(catalog, next);
    someCode(catalog, next).code['related'] = [`${service.name}/${id}`];
  },
  'confusable codes': (catalog, next) => {
    const { code, service } = someCode(catalog, next);
    code['confusable'] = [{ code: [...service.codes.keys()][0] ?? '', tell: `Look ${String(next(100))}.` }];
  },
  'context field': (catalog, next) => {
    const { service } = someService(catalog, next);
    service['context'] = {
      ...object(service['context']),
      [`field${String(next(50))}`]: { type: 'string', description: 'a field', example: 'x' },
    };
  },
  envelope: (catalog, next) => {
    const { service } = someService(catalog, next);
    const http = object(object(service['envelopes'])['http']);
    http['headers'] = { ...object(http['headers']), 'X-Build': `b-${String(next(100))}` };
  },
  operation: (catalog, next) => {
    const { service, code } = someCode(catalog, next);
    const name = `extra${String(next(50))}`;
    service.service['operations'] = {
      ...object(service.service['operations']),
      [name]: { title: `Extra ${name}`, method: 'PUT', path: `/${name}` },
    };
    code['raisedBy'] = [name];
  },
  'title of a service': (catalog, next) => void (someService(catalog, next).service['title'] = `Service ${String(next(1000))}`),
  'title of the catalog': (catalog, next) => void (catalog.settings['title'] = `Catalog ${String(next(1000))}`),
  address: (catalog, next) => void (catalog.settings['url'] = `https://errors.example/at-${String(next(100))}`),
  'service added': (catalog, next) => add(catalog.services, 3 + next(6)),
  'service removed': (catalog, next) => {
    const names = [...catalog.services.keys()].filter((name) => name !== 'many');
    if (names.length > 1) catalog.services.delete(names[next(names.length)] ?? '');
  },
  'guide of the catalog': (catalog, next) => void catalog.files.set('guides/general.mdx', guide(next, '<CodeTable status="4xx" />')),
  'guide of a service': (catalog, next) => {
    const { service, id } = someCode(catalog, next);
    catalog.files.set(`${service.name}/guides/own.mdx`, guide(next, `See <Code id="${id}" />.`));
  },
  'guide removed': (catalog) => catalog.files.clear(),
  'footer and section': (catalog, next) => {
    const text = `Own ${String(next(100))}`;
    site(catalog, { footer: [{ text, url: 'https://example.org/own' }], section: { title: 'Own section', text } });
  },
  'colour of the cards': (catalog, next) => site(catalog, { accent: { light: ['#1a57b3', '#7d5200', '#1b683c'][next(3)] ?? '#000000' } }),
  'no cards, or cards again': (catalog) => site(catalog, { cards: object(catalog.settings['site'])['cards'] === false }),
  'status of a code that others are confused with': (catalog, next) => {
    const { code, id, service } = someCode(catalog, next);
    const other = [...service.codes.values()].find((one) => one !== code);
    if (other) other['confusable'] = [{ code: id, tell: 'Look at the status.' }];
    code['status'] = [400, 404, 409, 422][next(4)] ?? 400;
    code['title'] = `Partner ${String(next(1000))}`;
  },
  'condition in an operation': (catalog, next) => {
    const { code } = someCode(catalog, next);
    const by = Array.isArray(code['raisedBy']) ? code['raisedBy'][0] : undefined;
    const operation = typeof by === 'string' ? by : object(by)['operation'];
    if (operation !== undefined) code['raisedBy'] = [{ operation, when: `When it is ${String(next(100))}.` }];
  },
  'version of the tool': (catalog, next) => void (catalog.toolVersion = `1.0.${String(next(1000))}`),
  nothing: () => undefined,
};

/** A guide with what its page shows of codes. */
function guide(next: Next, mention: string): string {
  return `---\ntitle: Guide ${String(next(1000))}\nsummary: About ${String(next(1000))}.\n---\n\nWords ${String(next(1000))}.\n\n${mention}\n`;
}

/** Changes how the pages look. */
function site(catalog: Editable, look: JsonObject): void {
  catalog.settings['site'] = { ...object(catalog.settings['site']), ...look };
}

/** Edits in the order of a seed: each kind once, then again, in another order each time. */
export function* editsOf(
  seed: number,
  wanted: readonly string[] = Object.keys(edits),
): Generator<{ kind: string; apply: (catalog: Editable) => void }> {
  const next = numbers(seed);
  for (;;) {
    const kinds = [...wanted];
    while (kinds.length > 0) {
      const [kind = ''] = kinds.splice(next(kinds.length), 1);
      yield { kind, apply: (catalog) => edits[kind]?.(catalog, next) };
    }
  }
}

const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function someService(catalog: Editable, next: Next) {
  const all = [...catalog.services.keys()];
  const name = all[next(all.length)] ?? '';
  const found = catalog.services.get(name);
  if (!found) throw new Error('no service is left');
  return Object.assign(found, { name });
}

function someCode(catalog: Editable, next: Next) {
  const service = someService(catalog, next);
  const all = [...service.codes];
  const [id, code] = all[next(all.length)] ?? ['', {}];
  return { service, id, code };
}

function rename(catalog: Editable, next: Next, to: string): void {
  const { id, code, service } = someCode(catalog, next);
  if (service.codes.has(to)) return;
  const entries = [...service.codes].map(([name, value]) => [name === id ? to : name, value] as const);
  service.codes = new Map(entries);
  code['formerly'] = [id];
  for (const { codes } of catalog.services.values()) for (const other of codes.values()) forget(other, id);
}

/** Takes the mentions of a code away, so that none leads nowhere. */
function forget(code: JsonObject, id: string): void {
  const isIt = (name: Json | undefined): boolean => typeof name === 'string' && (name === id || name.endsWith(`/${id}`));
  if (Array.isArray(code['related'])) code['related'] = code['related'].filter((name) => !isIt(name));
  if (isIt(object(code['deprecated'])['use'])) delete code['deprecated'];
  if (Array.isArray(code['confusable'])) code['confusable'] = code['confusable'].filter((one) => !isIt(object(one)['code']));
}
