import type { AnnotatedField, CompiledCode, CompiledMessage, CompiledService, Parameter } from '../../scripts/compile/types.ts';
import { errorRefs } from '../../scripts/decode/fragment.ts';
import { valueAt } from '../../scripts/envelope/index-entries.ts';
import { fromPointer } from '../../scripts/model/json.ts';
import type { Json, JsonSchema } from '../../scripts/model/json.ts';
import { remembered } from '../../scripts/model/remembered.ts';
import { flattened, folded, refsOf } from './fold.ts';
import type { TemplateOf } from './fold.ts';
import { noteOf } from './notes.ts';
import { placeName } from './place.ts';
import { lexiconFor } from './show.ts';
import type { Panel } from './show.ts';
import { scriptText } from './text.ts';
import type { View } from './view.ts';

/** A value that the reader can give. */
export interface LiveField {
  ref: string;
  name: string;
  schema: JsonSchema;
  sensitive?: true;
  /** What the page shows without it, as text. */
  example: string;
}

/** What the script of a code's page needs in order to show the reader's values. Plain JSON. */
export interface Live {
  fields: LiveField[];
  /** The messages of the page in their order, all examples of each; null where one cannot be shown with other values. */
  panels: (Panel & { notes?: Record<string, string> } | null)[];
  /** Names that stand as code in prose, each with the value that it means and where that stands in messages. */
  places: [name: string, ref: string, pointer: string][];
  tables: Record<string, Record<string, string | number>>;
  /** The field that an id in a short link belongs to. */
  id?: string;
  /** The parameter that gives the seconds to wait. */
  wait?: string;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));

/** The field of the service in which its support looks for a request: the first context field that it asks for and that may be told. */
export function idField(service: CompiledService): string | undefined {
  return service.support?.fields.find((ref) => service.context.some(({ name, sensitive }) => ref === `context.${name}` && !sensitive));
}

/** Codes of a service have the same places. */
const stepsOf = remembered(fromPointer, 1024);

/** Fields that the example leaves out: their notes come in sight when the reader gives their value. */
const hiddenFields = (message: CompiledMessage, shown: Json): AnnotatedField[] =>
  message.fields.filter(({ pointer }) => stepsOf(pointer).length > 1 && valueAt(shown, stepsOf(pointer)) === undefined);

/** Templates of errors inside messages, as the service sends them. */
function templatesOf({ codes }: CompiledService): TemplateOf {
  return (envelopes, error) => {
    const own = codes.find(({ id }) => id === error.code)?.messages ?? [];
    const fits = (envelope: string): boolean => envelopes.includes(envelope) && (error.envelope ?? envelope) === envelope;
    return own.find(({ envelope, transport }) => transport === 'nested' && fits(envelope))?.node;
  };
}

/** A panel as it is in all languages, and the fields that have notes. */
type Shape = { panel: Panel; hidden: AnnotatedField[] } | null;

function shapesOf(code: CompiledCode, service: CompiledService): Shape[] {
  const lexicon = lexiconFor(service.tables ?? {});
  const templateOf = templatesOf(service);
  return code.messages.flatMap((message) =>
    message.examples.map(({ message: shown, occurrence: whole }) => {
      const occurrence = flattened(whole);
      const node = folded(message.node, shown, whole, lexicon, templateOf);
      if (node === undefined || refsOf(node).length === 0) return null;
      const { transport, contentType } = message;
      return { panel: { transport, contentType, node, occurrence }, hidden: hiddenFields(message, shown) };
    }),
  );
}

function withNotes(shape: Shape, code: CompiledCode, view: View): Live['panels'][number] {
  if (shape === null) return null;
  const notes = shape.hidden.map((field): [string, string] => [field.pointer, noteOf(field, code, undefined, view).text]);
  const told = notes.filter(([, text]) => text !== '');
  return told.length > 0 ? { ...shape.panel, notes: Object.fromEntries(told) } : shape.panel;
}

function fieldOf(group: 'params' | 'context', { name, schema, sensitive, example }: Parameter): LiveField {
  const { description: _, examples: __, ...rules } = schema;
  return { ref: `${group}.${name}`, name, schema: rules, ...(sensitive ? { sensitive: true as const } : {}), example: textOf(example) };
}

/** Values of errors inside the messages, each by its place: `errors[0] TOO_LONG.max`. */
function fieldsInside(code: CompiledCode, { codes }: CompiledService, used: ReadonlySet<string>): LiveField[] {
  const all = code.messages.flatMap(({ examples }) => examples.flatMap(({ occurrence }) => errorRefs(occurrence.errors)));
  const found = new Map(all.filter(({ ref }) => used.has(ref)).map((one) => [one.ref, one]));
  return [...found.values()].map(({ ref, code: id, name, value }) => {
    const param = codes.find((other) => other.id === id)?.params.find((one) => one.name === name);
    const at = ref.split('.')[2] ?? '';
    const parameter = param ?? { name, schema: { type: 'string' }, type: 'string' };
    return { ...fieldOf('params', parameter as Parameter), ref, name: `errors[${at}] ${id}.${name}`, example: textOf(value as Json) };
  });
}

function placesOf(code: CompiledCode, refs: ReadonlySet<string>): Live['places'] {
  const found = new Map<string, [string, string, string]>();
  const add = (name: string, ref: string, pointer: string): void => {
    if (refs.has(ref) && !found.has(name)) found.set(name, [name, ref, pointer]);
  };
  for (const { fields, envelope } of code.messages) {
    const of = new Map(fields.map((field) => [field.pointer, field]));
    for (const { name, places = [] } of code.params)
      for (const { envelope: own, pointer } of places) {
        const field = of.get(pointer);
        // A text that mentions the value is not the value.
        if (own === envelope && field?.of !== 'message' && !field?.of?.startsWith('texts.')) add(placeName(pointer), `params.${name}`, pointer);
      }
    for (const { pointer, of: ref } of fields) if (ref?.startsWith('context.')) add(placeName(pointer), ref, pointer);
  }
  for (const { name } of code.params) add(name, `params.${name}`, '');
  return [...found.values()];
}

/** What is the same in all languages of a page. */
type Common = Omit<Live, 'panels' | 'tables'> & { shapes: Shape[] };

function commonOf(code: CompiledCode, service: CompiledService): Common {
  const shapes = shapesOf(code, service);
  const used = new Set(shapes.flatMap((shape) => (shape ? refsOf(shape.panel.node) : [])));
  const id = idField(service);
  const context = service.context.filter(({ name }) => used.has(`context.${name}`) || id === `context.${name}`);
  const message = shapes.find((shape) => shape?.panel.occurrence.message !== undefined)?.panel.occurrence.message;
  const fields: LiveField[] = [
    ...code.params.map((param) => fieldOf('params', param)),
    ...(used.has('message') && message !== undefined ? [{ ref: 'message', name: 'message', schema: { type: 'string' }, example: message }] : []),
    ...context.map((field) => fieldOf('context', field)),
    ...fieldsInside(code, service, used),
  ];
  return {
    shapes,
    fields,
    places: placesOf(code, new Set(fields.map(({ ref }) => ref))),
    ...(id === undefined ? {} : { id }),
    ...(code.retry.afterFrom === undefined ? {} : { wait: code.retry.afterFrom }),
  };
}

/** What the reader of a page can change, with notes in its language. */
function inLanguage({ shapes, fields, places, ...rest }: Common, code: CompiledCode, { tables = {} }: CompiledService, view: View): Live {
  const panels = shapes.map((shape) => withNotes(shape, code, view));
  const named = Object.fromEntries(Object.entries(tables).filter(([name]) => JSON.stringify(panels).includes(`"${name}"`)));
  return { fields, panels, places, tables: named, ...rest };
}

/** For the languages of a page, most of which differ in nothing: few examples leave fields out. */
const ofPage = remembered((service: CompiledService) =>
  remembered((code: CompiledCode) => {
    const common = commonOf(code, service);
    const isSame = common.shapes.every((shape) => shape === null || shape.hidden.length === 0);
    let only: Live | undefined;
    return (view: View): Live | undefined => {
      if (common.fields.length === 0) return undefined;
      if (!isSame) return inLanguage(common, code, service, view);
      return (only ??= inLanguage(common, code, service, view));
    };
  }, 4),
);

/** What the reader of a code's page can change; undefined where nothing varies. */
export function live(code: CompiledCode, service: CompiledService, view: View): Live | undefined {
  return ofPage(service)(code)(view);
}

const textOfLive = remembered((live: Live) => scriptText(live), 4);

/** The same as the content of a script element of data, with the words that the script of the page needs. */
export function liveText(live: Live, words: Readonly<Record<string, string>>): string {
  return `${textOfLive(live).slice(0, -1)},"words":${scriptText(words)}}`;
}
