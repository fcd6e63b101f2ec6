import { docsLocales } from '../envelope/facts.ts';
import { imageKey } from '../load/assets.ts';
import type { GuideElement, LoadedCatalog, LoadedGuide } from '../load/types.ts';
import { pictureName } from '../model/guide.ts';
import { isObject } from '../model/json.ts';
import type { Catalog } from '../model/service.ts';
import type { Resolver } from './links.ts';
import { defined } from './texts.ts';
import type { CompiledGuideText } from './guide-text.ts';
import type { CompiledGuide, Texts } from './types.ts';

const value = ({ attributes }: GuideElement, name: string): string | undefined => attributes.find((one) => one.name === name)?.value;

/** Paths of the codes that a guide mentions, each once, in its order. */
function mentioned({ elements }: LoadedGuide, service: string | undefined, resolver: Resolver): string[] {
  const paths = elements.flatMap((element) => {
    const id =
      element.name === 'Code'
        ? value(element, 'id')
        : element.name === 'Payload' || element.name === 'Provoke'
          ? value(element, 'code')
          : undefined;
    return id === undefined ? [] : (resolver(value(element, 'service') ?? service ?? '', id)?.path ?? []);
  });
  return [...new Set(paths)];
}

function textOf({ file, body, prose, images }: LoadedGuide, loaded: LoadedCatalog): CompiledGuideText {
  const shown = images.flatMap(({ src }) => {
    const asset = loaded.images.get(imageKey(file, src));
    return asset ? [[pictureName(src), { path: asset.path, ...asset.size }] as const] : [];
  });
  return { file, body, prose, ...(shown.length > 0 && { images: Object.fromEntries(shown) }) };
}

/**
 * The guides of a catalog: those of the whole catalog first, then by service, each by `order` and name.
 * @param locales documentation locales of the catalog, the default first
 */
export function compileGuides(
  { services }: Catalog,
  loaded: LoadedCatalog,
  resolver: Resolver,
  locales: readonly string[],
): CompiledGuide[] {
  const names = new Map(loaded.services.map(({ unit, value: written }) => [unit, isObject(written) ? String(written['service']) : unit]));
  const groups = new Map<string, LoadedGuide[]>();
  for (const guide of loaded.guides ?? []) {
    const key = `${guide.unit}/${guide.name}`;
    groups.set(key, [...(groups.get(key) ?? []), guide]);
  }
  const compiled = [...groups.values()].map((files): CompiledGuide => {
    const [first] = files;
    const service = first === undefined || first.unit === '' ? undefined : names.get(first.unit);
    const own = services.find((one) => one.service === service);
    const languages = own ? docsLocales(own) : locales;
    const byLocale = new Map(files.map((file) => [file.locale ?? languages[0] ?? 'en', file]));
    const inOrder = [...byLocale].toSorted(([one], [two]) => languages.indexOf(one) - languages.indexOf(two));
    const front = ({ front: { value: written } }: LoadedGuide): Record<string, unknown> => (isObject(written) ? written : {});
    const texts = (key: 'title' | 'summary'): Texts =>
      Object.fromEntries(
        inOrder.flatMap(([locale, file]) => (typeof front(file)[key] === 'string' ? [[locale, String(front(file)[key])]] : [])),
      );
    const summary = texts('summary');
    const order = files.map((file) => front(file)['order']).find((number) => typeof number === 'number');
    const name = first?.name ?? '';
    return defined({
      name,
      service,
      path: `${service === undefined ? '' : `/${service}`}/guides/${name}/`,
      title: texts('title'),
      summary: Object.keys(summary).length > 0 ? summary : undefined,
      order: order ?? 0,
      texts: Object.fromEntries(inOrder.map(([locale, file]) => [locale, textOf(file, loaded)])),
      codes: [...new Set(files.flatMap((file) => mentioned(file, service, resolver)))],
    });
  });
  const key = ({ service = '', order, name }: CompiledGuide): (string | number)[] => [service, order, name];
  return compiled.toSorted((one, two) => {
    const [left, right] = [key(one), key(two)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
  });
}
