import type { z } from 'zod';
import { isObject } from '../../model/json.ts';
import { guideFront } from '../../model/guide.ts';
import { service, settings } from '../../model/service.ts';
import type { Service, Settings } from '../../model/service.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LoadedCatalog, Unit } from '../../load/types.ts';
import { explain } from './explain.ts';
import type { ShapeFinding } from './explain.ts';
import { hidden, shown } from './proto.ts';
import { quickReader } from './quick.ts';
import type { QuickReader } from './quick.ts';

/** A service that has the right shape, with the folder it stands in. */
export interface ShapedService {
  unit: string;
  service: Service;
}

/** What has the right shape. Services and codes that have not are left out, and named. */
export interface Shaped {
  settings: Settings;
  services: ShapedService[];
  /** Services left out: their folders, and their names as written. */
  broken: string[];
  /** Codes left out of services that stay, as `service/CODE`. */
  brokenCodes: string[];
}

/** The rules of the shape, with what holds for each of their findings. Their severity is fixed. */
export const shapeRules = [
  { id: 'unknown-key', why: 'A key that nobody reads is a fact that nobody sees.' },
  { id: 'missing-key', why: 'Every page, schema and client relies on it.' },
  { id: 'wrong-value', why: 'The format allows only values that every output can carry.' },
] as const;

function diagnostic(unit: string, found: ShapeFinding): Diagnostic {
  const { rule, path, key, lacks: _lacks, ...rest } = found;
  const why = shapeRules.find((one) => one.id === rule)?.why ?? '';
  return { rule, severity: 'error', at: { unit, path, ...(key ? { key } : {}) }, why, ...rest };
}

/** A missing key is no finding of its own where an unknown key beside it was probably meant for it. */
function withoutEchoes(findings: ShapeFinding[]): ShapeFinding[] {
  const meant = new Set(
    findings.filter((one) => one.suggest !== undefined).map((one) => JSON.stringify([one.path.slice(0, -1), one.suggest])),
  );
  return findings.filter((one) => one.rule !== 'missing-key' || !meant.has(JSON.stringify([one.path, one.lacks])));
}

function read<T>(quickly: QuickReader, schema: z.ZodType<T>, given: unknown): { data?: T; found: ShapeFinding[] } {
  const quick = quickly(schema, given);
  if (quick !== undefined) return { data: quick, found: [] };
  const value = hidden(given);
  const { data, error } = schema.safeParse(value);
  const found = withoutEchoes((error?.issues ?? []).flatMap((issue) => explain(issue, { schema, value }))).map(
    (one) => shown(one) as ShapeFinding,
  );
  if (data === undefined) return { found };
  // Where no name was hidden there is none to show: the second walk over all texts is left out.
  return { data: value === given ? data : (shown(data) as T), found };
}

/** The codes that every finding is about; undefined when the service itself has one. */
function onlyCodes(found: readonly ShapeFinding[]): string[] | undefined {
  const names = found.map(({ path }) => (path[0] === 'codes' && typeof path[1] === 'string' ? path[1] : undefined));
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

function withoutCodes(value: unknown, names: readonly string[]): unknown {
  if (!isObject(value) || !isObject(value.codes)) return value;
  return { ...value, codes: Object.fromEntries(Object.entries(value.codes).filter(([name]) => !names.includes(name))) };
}

function shapeService(quickly: QuickReader, unit: Unit, into: Shaped): Diagnostic[] {
  const { data, found } = read(quickly, service, unit.value);
  const left = onlyCodes(found);
  const rest = data ?? (left && read(quickly, service, withoutCodes(unit.value, left)).data);
  if (rest) {
    into.services.push({ unit: unit.unit, service: rest });
    into.brokenCodes.push(...(left ?? []).map((name) => `${rest.service}/${name}`));
  } else {
    const name = isObject(unit.value) ? unit.value.service : undefined;
    into.broken.push(unit.unit, ...(typeof name === 'string' ? [name] : []));
  }
  return found.map((one) => diagnostic(unit.unit, one));
}

/**
 * Holds every file against the schemas of the model. Each departure is one finding; a code that departs is left out,
 * a service only when something outside its codes does, so that the rules can look at all the rest in the same run.
 *
 * @param isKnown true for the folder of a service that has had its shape before, and is the same
 */
export function shape(
  loaded: LoadedCatalog,
  isKnown: (unit: string) => boolean = () => false,
): { value: Shaped; diagnostics: Diagnostic[] } {
  const quickly = quickReader();
  const given = loaded.settings.value ?? {};
  const { data, found } = read(quickly, settings, given);
  const value: Shaped = { settings: data ?? {}, services: [], broken: [], brokenCodes: [] };
  const diagnostics = found.map((one) => diagnostic(loaded.settings.unit, one));
  for (const unit of loaded.services) {
    if (isKnown(unit.unit)) value.services.push({ unit: unit.unit, service: unit.value as Service });
    else diagnostics.push(...shapeService(quickly, unit, value));
  }
  for (const { unit, front } of loaded.guides ?? [])
    for (const one of read(quickly, guideFront, front.value).found) {
      const found = diagnostic(unit, one);
      // A guide is no part of the service's value: its places are those of its own file.
      diagnostics.push({ ...found, at: { unit, path: [], span: front.locate(one.path, one.key) } });
    }
  return { value, diagnostics };
}
