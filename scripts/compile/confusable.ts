import { differenceOf } from './difference.ts';
import type { CompileMemory } from './memory.ts';
import type { CodeLink, CompiledCatalog, CompiledCode, CompiledService } from './types.ts';

/** A code names at most so many others, those of its author not counted: more would be a list, not a hint. */
const most = 4;

/** In a bucket, each code is compared with so many before and after it: the work grows with the codes, not with their pairs. */
const reach = 8;

/** What two codes share when a client may take one for the other. */
interface Likeness {
  other: CompiledCode;
  /** Operations that raise both. */
  together: number;
  category: boolean;
  group: boolean;
  distance: number;
}

/** All codes are compiled for the first time. */
const noMemory: Pick<CompileMemory, 'writtenIn' | 'completed'> = {
  writtenIn: ({ confusable }) => confusable,
  completed: (_code, _others, _telling, make) => make(),
};

/**
 * Completes the codes that are easily confused. Where the author named fewer than a handful, those follow that the facts make
 * alike: sent in the same envelope, so over the same transport and in the same shape, with the same status, and raised by the
 * same operations; those that most operations raise first. Each one, written or computed, gets the place that tells it from
 * this code, where there is one.
 *
 * @param services in which `confusable` holds what authors wrote and what no message tells apart
 * @param isKnown true for a service that has been completed before
 * @param memory of codes that were completed before
 */
export function withConfusable(
  services: readonly CompiledService[],
  isKnown: (service: CompiledService) => boolean = () => false,
  { writtenIn, completed }: Pick<CompileMemory, 'writtenIn' | 'completed'> = noMemory,
): CompiledCatalog['services'] {
  const find = finderOf(services);
  return services.map((service) => {
    if (isKnown(service)) return service;
    const alike = likenesses(service.codes);
    const telling = JSON.stringify(service.envelopes.map(({ name, discriminator }) => [name, discriminator]));
    return {
      ...service,
      codes: service.codes.map((code) => {
        const written = writtenIn(code);
        const known = new Set(written.map((link) => `${link.service}/${link.id}`));
        const found = ranked(alike.get(code.id)).filter(({ service: name, id }) => !known.has(`${name}/${id}`));
        const computed = found.slice(0, Math.max(0, most - written.length)).map((other) => ({ ...linkTo(other), computed: true }));
        const links = [...written, ...computed];
        const others = links.map(find);
        const make = (): CompiledCode => {
          const confusable = links.map((link, at): CompiledCode['confusable'][number] => {
            const other = others[at];
            const apart = other && differenceOf({ service, code }, other);
            return apart ? { ...link, apart } : link;
          });
          return { ...code, confusable };
        };
        const compared = others.map((other) => other?.code);
        return completed(code, compared, telling, make);
      }),
    };
  });
}

/** Finds linked codes. Services that no link leads to are not looked at: most of them may be known already, and read when somebody asks. */
function finderOf(services: readonly CompiledService[]): (link: CodeLink) => { service: CompiledService; code: CompiledCode } | undefined {
  const named = new Map(services.map((service) => [service.service, service]));
  const indexes = new Map<string, ReadonlyMap<string, CompiledCode>>();
  return ({ service: name, id }) => {
    const service = named.get(name);
    const index = indexes.get(name) ?? new Map(service?.codes.map((code) => [code.id, code]));
    indexes.set(name, index);
    const code = index.get(id);
    return service && code && { service, code };
  };
}

function linkTo({ service, id, code, title, path }: CompiledCode): CodeLink {
  return { service, id, code, title, path };
}

/** Codes that are sent, by what a client sees of them before it looks closer: operation, envelope, status. */
function bucketsOf(codes: readonly CompiledCode[]): Map<string, number[]> {
  const buckets = new Map<string, number[]>();
  for (const [at, { raisedBy, messages, status, statusOnWire, lifecycle }] of codes.entries()) {
    if (lifecycle.state === 'removed' || lifecycle.state === 'reserved') continue;
    const sent = statusOnWire && status.length > 0 ? status : [0];
    for (const operation of new Set(raisedBy.map((by) => by.operation))) {
      for (const envelope of messages.map((message) => message.envelope)) {
        for (const number of sent) {
          const key = JSON.stringify([operation, envelope, number]);
          const bucket = buckets.get(key);
          if (bucket) bucket.push(at);
          else buckets.set(key, [at]);
        }
      }
    }
  }
  return buckets;
}

function likenesses(codes: readonly CompiledCode[]): Map<string, Likeness[]> {
  const shared = new Map<number, Map<number, Set<string>>>();
  for (const [key, bucket] of bucketsOf(codes)) {
    const [operation] = JSON.parse(key) as [string];
    for (const [place, one] of bucket.entries()) {
      const near = [...bucket.slice(Math.max(0, place - reach), place), ...bucket.slice(place + 1, place + 1 + reach)];
      const others = shared.get(one) ?? new Map<number, Set<string>>();
      for (const other of near) others.set(other, (others.get(other) ?? new Set()).add(operation));
      shared.set(one, others);
    }
  }
  const found = new Map<string, Likeness[]>();
  for (const [one, others] of shared) {
    const code = codes[one];
    if (!code) continue;
    const list = [...others].flatMap(([at, operations]): Likeness[] => {
      const other = codes[at];
      if (!other) return [];
      const group = code.group !== undefined && code.group === other.group;
      return [{ other, together: operations.size, category: code.category === other.category, group, distance: Math.abs(at - one) }];
    });
    found.set(code.id, list);
  }
  return found;
}

/** Most alike first; among equals the nearest in the catalog. */
function ranked(found: readonly Likeness[] = []): CompiledCode[] {
  const order = (one: Likeness, two: Likeness): number =>
    two.together - one.together ||
    Number(two.category) - Number(one.category) ||
    Number(two.group) - Number(one.group) ||
    one.distance - two.distance ||
    (one.other.id < two.other.id ? -1 : 1);
  return found.toSorted(order).map(({ other }) => other);
}
