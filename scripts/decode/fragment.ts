/**
 * The fragment of a link to a code's page: what the reader's own message held, so that the page shows it.
 *
 *     #email=kim@example.com&wait=30&context.traceId=65809ff1&envelope=http
 *
 * A parameter stands under its bare name, unless that would be read as something else; then, and for all else, a key is the
 * reference that catalogs use: `params.message`, `context.traceId`. Texts stand as they are, other values as JSON. The rest are
 * what an occurrence carries besides: `message` (where the wording is free), `status`, `variant`, `locale`; `envelope` says which
 * one is shown, `id` is an id from a short link that is no field of the service. Of errors inside the message `errors` names the
 * codes in their order, and `errors.0.TOO_LONG.max=5` is a value of the first. A fragment is not sent to any server (RFC 3986,
 * section 3.5); still a sensitive value is never put in one, because links are passed on.
 */
const reserved = new Set(['message', 'status', 'variant', 'locale', 'errors', 'envelope', 'id']);

/** A value by its reference, as text: `params.email`, `context.traceId`, `message`, `envelope`. */
export type FragmentValues = ReadonlyMap<string, string>;

/** What an occurrence carries, as far as a link can. The type `Occurrence` of the envelopes fits. */
interface Carried {
  params?: Readonly<Record<string, unknown>>;
  context?: Readonly<Record<string, unknown>>;
  message?: string;
  status?: number;
  variant?: number;
  locale?: string;
  errors?: readonly CarriedError[];
}

/** An error inside the message. */
interface CarriedError {
  code: string;
  params?: Readonly<Record<string, unknown>>;
  message?: string;
}

/** What the references of an error inside a message begin with. */
export function errorPrefix(at: number, code: string): string {
  return `params.errors.${String(at)}.${code}.`;
}

/**
 * The references of what errors inside a message hold, by their place in it: a parameter each, and the wording where it is free.
 * They are read and shown like parameters of the message itself.
 */
export function errorRefs(errors: readonly CarriedError[] | undefined): { ref: string; code: string; name: string; value: unknown }[] {
  return (errors ?? []).flatMap(({ code, params, message }, at) =>
    Object.entries({ ...params, ...(message === undefined ? {} : { message }) }).map(([name, value]) => ({
      ref: errorPrefix(at, code) + name,
      code,
      name,
      value,
    })),
  );
}

/**
 * All references of an occurrence that must not be in a link.
 * @param own those of the code itself
 * @param of those of a code inside; undefined where it is not known, and then nothing of it is told
 */
export function secretRefs(
  own: readonly string[],
  errors: readonly CarriedError[] | undefined,
  of: (code: string) => readonly string[] | undefined,
): Set<string> {
  const inner = errorRefs(errors).filter(({ code, name }) => of(code)?.includes(`params.${name}`) ?? true);
  return new Set([...own, ...inner.map(({ ref }) => ref)]);
}

/** The key of a reference. */
function keyOf(ref: string): string {
  const bare = ref.startsWith('params.') ? ref.slice('params.'.length) : ref;
  return ref === bare || reserved.has(bare) || (bare.includes('.') && !/^errors\.\d+\./.test(bare)) ? ref : bare;
}

/** The reference of a key. */
function refOf(key: string): string {
  return reserved.has(key) || /^(?:params|context)\./.test(key) ? key : `params.${key}`;
}

/** Percent-encoded (RFC 3986, section 2.1), but what may stand in a fragment and reads well stays; half a character has no encoding. */
function escaped(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(/%(?:40|3A|2F|2C)/g, (found) =>
    decodeURIComponent(found),
  );
}

/** The text behind percent-encoding; a text with a stray `%` is taken as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The fragment that carries these values, with its `#`; empty when there are none.
 * @param sensitive references that must not be in a link: they are left out, whatever their value
 */
export function encodeFragment(values: FragmentValues, sensitive: ReadonlySet<string>): string {
  const pairs = [...values].filter(([ref]) => !sensitive.has(ref)).map(([ref, value]) => `${escaped(keyOf(ref))}=${escaped(value)}`);
  return pairs.length === 0 ? '' : `#${pairs.join('&')}`;
}

/**
 * The values of a fragment, with or without its `#`. The first of equal keys counts; what is no pair (an anchor of the page) is
 * passed over. A `+` is a plus.
 * @param sensitive references whose values are ignored, even where somebody put them in a link
 */
export function decodeFragment(fragment: string, sensitive: ReadonlySet<string>): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of fragment.replace(/^#/, '').split('&')) {
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const ref = refOf(unescaped(pair.slice(0, at)));
    if (!sensitive.has(ref) && !values.has(ref)) values.set(ref, unescaped(pair.slice(at + 1)));
  }
  return values;
}

/** What an occurrence carries, by reference, for {@link encodeFragment}. Values that are not there are left out. */
export function fragmentValues({ params, context, errors, ...facts }: Carried, envelope?: string): Map<string, string> {
  const values = new Map<string, string>();
  const add = (ref: string, value: unknown): void => {
    if (value !== undefined) values.set(ref, typeof value === 'string' ? value : JSON.stringify(value));
  };
  for (const [name, value] of Object.entries(params ?? {})) add(`params.${name}`, value);
  for (const [name, value] of Object.entries(context ?? {})) add(`context.${name}`, value);
  for (const name of ['message', 'status', 'variant', 'locale'] as const) add(name, facts[name]);
  if (errors && errors.length > 0) add('errors', errors.map(({ code }) => code).join(','));
  for (const { ref, value } of errorRefs(errors)) add(ref, value);
  add('envelope', envelope);
  return values;
}
