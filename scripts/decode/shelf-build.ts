import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import type { Entry } from '../envelope/node.ts';
import { fromPointer } from '../model/json.ts';
import { print } from '../model/print.ts';
import { hashName, hashOn } from '../search/hash.ts';
import { codesInParts, made } from '../search/part.ts';
import type { Part } from '../search/part.ts';
import { cardOf, carriersOf, entriesOfCode } from './entries.ts';
import type { DecodeFile, DecodeRoot } from './shelf-format.ts';
import { indexOf, keptOf } from './shelf-index.ts';
import type { Kept } from './shelf-index.ts';

/** Codes in a file, by the average. */
const CODES = 64;

/** A file of the shelf. */
export interface ShelfFile {
  readonly path: string;
  readonly content: string;
  /** The codes whose messages it has, where it shows nothing else. */
  readonly madeFrom?: readonly unknown[];
}

/** What a file tells of. */
interface Shown {
  readonly service: CompiledService;
  readonly codes: readonly CompiledCode[];
  /** The first file of a service has its entries of no code too. */
  readonly isFirst: boolean;
}

function entriesIn({ service, codes, isFirst }: Shown): Entry[] {
  return [...(isFirst ? carriersOf(service) : []), ...codes.flatMap((code) => entriesOfCode(service, code))];
}

function fileOf({ service, codes }: Shown, entries: readonly Entry[]): DecodeFile {
  return {
    service: service.service,
    ...(service.tables && { tables: service.tables }),
    cards: codes.map((code) => {
      const { service: _, of: __, ...card } = cardOf(service, code);
      return card;
    }),
    entries: entries.map(({ service: _, ...entry }) => entry),
  };
}

/** What each file of a catalog tells of, and the number of its service. */
function* shownIn(services: readonly CompiledService[]): Generator<Shown & { readonly number: number }> {
  for (const [number, service] of services.entries()) {
    const parts = service.codes.length > 0 ? [...codesInParts(service.codes, CODES)] : [[]];
    for (const [at, codes] of parts.entries()) yield { service, codes, isFirst: at === 0, number };
  }
}

/** What the index needs of a file: of one that was just made it is at hand. Apart, so that it holds on to nothing else of the file. */
function marksIn(part: Part, shown: Shown, printed: string, known: Kept[] | undefined, slotOf: (at: string) => string): () => Kept[] {
  return part.late('marks', [printed], () => known ?? keptOf(entriesIn(shown), slotOf));
}

/**
 * The files from which a browser decodes: `index.json`, and the templates in pieces of some 64 codes of one service.
 * Pure: the same catalog gives the same files. Each is let go of as soon as it is given, with its messages.
 *
 * @param json writes a value on one line
 * @param part keeps what the index needs of each file, and the index for as long as all need the same in it: the wording of a title, a cause or
 * a fix does not tell where a message is found
 */
export function* decodeShelf(
  { services }: CompiledCatalog,
  json: (value: unknown) => string = JSON.stringify,
  part: Part = made,
): Generator<ShelfFile> {
  const owners: number[] = [];
  let version: number | undefined;
  const marks: (() => Kept[])[] = [];
  const prints: string[] = [];
  const slotOfPlace = new Map<string, string>();
  const slotOf = (at: string): string => {
    const known = slotOfPlace.get(at) ?? fromPointer(at)[0] ?? '';
    slotOfPlace.set(at, known);
    return known;
  };
  for (const { number, ...shown } of shownIn(services)) {
    const textOf = (own: readonly Entry[]): string => `${json(fileOf(shown, own))}\n`;
    let text: string | undefined;
    let kept: Kept[] | undefined;
    // A code stands for what is known of its service too, but a service may have no code.
    const madeFrom = [shown.isFirst, ...(shown.codes.length > 0 ? shown.codes : [shown.service])];
    const known = part.of('shelf', madeFrom, () => {
      const own = entriesIn(shown);
      text = textOf(own);
      kept = keptOf(own, slotOf);
      return { hashed: hashOn(text), marks: print(JSON.stringify(kept)) };
    });
    prints.push(known.marks);
    marks.push(marksIn(part, shown, known.marks, kept, slotOf));
    version = hashOn(hashName(known.hashed), version);
    yield {
      path: `${String(owners.length)}.json`,
      madeFrom,
      get content() {
        return text ?? textOf(entriesIn(shown));
      },
    };
    owners.push(number);
  }
  const root: DecodeRoot = {
    version: hashName(version),
    services: services.map(({ service, title, transports }) => ({
      service,
      title,
      transports: transports.filter((one) => one !== 'nested'),
    })),
    files: owners,
    ...part.of('shelf index', prints, () => indexOf(marks.map((one) => one()))),
  };
  yield { path: 'index.json', content: `${json(root)}\n` };
}
