import { isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Candidate, DecodeOptions } from './candidate.ts';
import type { Lexicon } from './catalog.ts';
import { match } from './match.ts';
import { newMatch } from './match-result.ts';
import type { ItemReading, MatchContext } from './match-result.ts';
import type { Entry, Message, Problem } from './node.ts';
import { occurrenceOf } from './occurrence.ts';
import { bare } from './merge.ts';
import { dominated } from './rank.ts';
import { solve } from './solve.ts';
import { Table } from './table.ts';
import { transportSpec } from './transports/index.ts';
import { isRecognised, stranger, verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Reads messages of one or more services. */
export interface Decoder {
  decode(message: Message, options?: DecodeOptions): Verdict;
}

/** Candidates that are read when nothing fits, to name the nearest. */
const NEAREST = 24;

/**
 * A decoder over resolved messages.
 *
 * @param entries of one or more services, nested ones included
 */
export function createDecoder(entries: readonly Entry[], lexicon: Lexicon): Decoder {
  const messages = entries.filter((entry) => entry.transport !== 'nested');
  const tables = [...new Set(messages.map((entry) => entry.transport))].map((transport) => ({
    transport,
    table: new Table(messages.filter((entry) => entry.transport === transport)),
    caseless: transportSpec(transport).caselessHeaders,
  }));
  const nestedTables = new Map<string, Table>();
  const nestedTable = (service: string, envelope: string): Table => {
    const key = `${service}/${envelope}`;
    const known = nestedTables.get(key) ?? new Table(lexicon.nested(service, envelope));
    nestedTables.set(key, known);
    return known;
  };

  const read = (entry: Entry, message: Json, partial: boolean): Candidate => {
    const context: MatchContext = {
      lexicon,
      service: entry.service,
      partial,
      readItem: (envelopes, item, at) => readItem(entry.service, envelopes, item, at),
    };
    const found = newMatch();
    match(entry.node, message, '', found, context);
    const { values, errors, problems, ambiguous } = solve(found, context);
    const score =
      found.constants +
      found.texts.length +
      Math.min(0.2, found.literals * 0.001) -
      2 * problems.length -
      0.05 * found.extras.length +
      0.5 * (found.binds.length - values.size > 0 ? 1 : 0);
    return {
      entry,
      occurrence: occurrenceOf(values, entry, errors),
      problems,
      extras: found.extras,
      deprecated: found.deprecated,
      ambiguous,
      score,
      covered: found.covered,
      fits: found.constants - (found.covered.has('/status') && hasOwnStatus(entry) ? 1 : 0),
    };
  };

  /** Reads one sub-error against the codes of its envelopes. */
  const readItem = (service: string, envelopes: readonly string[], item: Json, at: string): ItemReading => {
    const message = { body: item };
    const clean: Candidate[] = [];
    let nearest: Candidate | undefined;
    const all = envelopes.map((envelope) => nestedTable(service, envelope));
    for (const table of all) {
      const candidates = table.candidates(message).map((entry) => read(entry, message, false));
      clean.push(...candidates.filter((candidate) => isClean(candidate, message, all)));
      if (clean.length > 0) continue;
      for (const candidate of [...candidates, ...table.nearest(message, NEAREST).map((entry) => read(entry, message, false))])
        if (!nearest || candidate.score > nearest.score) nearest = candidate;
    }
    const kept = dominated(clean, message);
    const [best] = kept.toSorted((one, two) => two.score - one.score);
    const inMessage = (pointer: string): string => at + pointer.replace(/^\/body/, '');
    if (!best) {
      const near = nearest && isRecognised(nearest) ? nearest : undefined;
      const message = near ? `is no known sub-error; the nearest is \`${near.entry.code}\`` : 'is no known sub-error';
      const inner = (near?.problems ?? []).map((problem) => ({ ...problem, pointer: inMessage(problem.pointer) }));
      const problems: Problem[] = [{ pointer: at, kind: 'no-child', message, got: item }, ...inner];
      return { context: [], problems, ambiguous: [], extras: [], deprecated: [], recognised: near !== undefined };
    }
    const { context, ...rest } = best.occurrence;
    const shown = Object.entries(context ?? {}).map(([name, value]) => ({ ref: `context.${name}`, value, pointer: at }));
    const ambiguous = [...(kept.length > 1 ? [at] : []), ...best.ambiguous.map((place) => inMessage(place.pointer))];
    return {
      error: { code: best.entry.code ?? '', envelope: best.entry.envelope, ...rest },
      context: shown,
      problems: [],
      ambiguous,
      extras: best.extras.map(inMessage),
      deprecated: best.deprecated.map((field) => ({ ...field, pointer: inMessage(field.pointer) })),
      recognised: true,
    };
  };

  return {
    decode(message, options = {}) {
      const lower = lowerHeaders(message);
      const partial = options.partial ?? false;
      const wanted = (entry: Entry): boolean =>
        (options.service === undefined || entry.service === options.service) &&
        (options.operation === undefined || entry.operations === undefined || entry.operations.includes(options.operation));
      const chosen = tables.filter(({ transport }) => options.transport === undefined || transport === options.transport);
      const clean: Candidate[] = [];
      for (const { table, caseless } of chosen) {
        const normal = caseless ? lower : message;
        for (const entry of table.candidates(normal, partial)) {
          if (!wanted(entry)) continue;
          const candidate = read(entry, normal, partial);
          if (isClean(candidate, normal, [table])) clean.push(candidate);
        }
      }
      // A part of a message that says nothing of a code is no sign of it beside one of which it says something.
      const told = partial ? clean.filter(isRecognised) : [];
      if (clean.length > 0) return verdictOf(dominated(told.length > 0 ? told : clean, message), [], undefined);
      const places = chosen.map(({ table, caseless }) => ({ table, message: caseless ? lower : message }));
      const nearest = places.flatMap(({ table, message: normal }) =>
        table
          .nearest(normal, NEAREST)
          .filter(wanted)
          .map((entry) => ({ ...read(entry, normal, partial), named: table.isNamed(entry, normal) })),
      );
      return verdictOf([], nearest, stranger(places));
    },
  };
}

/** True where the status of a message is one of its constants. */
function hasOwnStatus({ node }: Entry): boolean {
  return node.kind === 'object' && node.fields.status?.node.kind === 'const';
}

/** True for a candidate without problems; one that passes over the code of another gets its problem here. */
function isClean({ entry, problems, covered }: Candidate, message: Json, tables: readonly Table[]): boolean {
  if (problems.length > 0) return false;
  for (const table of tables) {
    const rival = table.rival(entry, message, covered);
    if (rival) problems.push(rival);
  }
  return problems.length === 0;
}

/** Header names in lower case and values without white space around them, on this side too (RFC 9110, sections 5.1 and 5.5). */
function lowerHeaders(message: Message): Message {
  if (!isObject(message.headers)) return message;
  const headers = Object.entries(message.headers as Record<string, Json>).map(([name, value]): [string, Json] => [
    name.toLowerCase(),
    typeof value === 'string' ? value.trim() : value,
  ]);
  return { ...message, headers: bare(headers) };
}
