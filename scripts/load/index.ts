import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { guideImages, siteAssets } from './assets.ts';
import { discover, isModule } from './discover.ts';
import type { UnitFiles } from './discover.ts';
import { startOf } from './lines.ts';
import { lateUnit, mergeUnit } from './merge.ts';
import type { ModuleMemory, ModuleSource, RanModule } from './module-memory.ts';
import { moduleThread } from './module-thread.ts';
import type { Parsed } from './parsed.ts';
import { readSource } from './read.ts';
import type { TextMemory } from './read.ts';
import type { LoadedCatalog, LoadedGuide, Unit } from './types.ts';
import { parseYaml } from './yaml.ts';

export { loadRules } from './rules.ts';
export type { LoadedCatalog } from './types.ts';

/** How to load; all of it may be left out. */
export interface LoadContext {
  /** Milliseconds after which a TypeScript module that does not finish is given up. Default: 30,000. */
  readonly timeout?: number;
  /** What modules gave before. Absent: each is run. */
  readonly modules?: ModuleMemory;
  /** Texts of files that were read before. Absent: each is read. */
  readonly texts?: TextMemory;
  /**
   * Tells of services in which nothing can be found, since they are as they were when nothing was. It is asked when all files are read: the codes
   * of such a service are made of their text when somebody asks for them, which is seldom.
   * @param read with the codes of no file but the main one of each service
   */
  readonly known?: (read: ReadCatalog) => { has(unit: string): boolean };
  /** A share of the catalog, which several threads read together. Default: all of it. */
  readonly share?: {
    /** The services to read, by their folders. */
    readonly units: ReadonlySet<string>;
    /** Whether what belongs to no single service is read too: files of the site, guides, the record of snippets. */
    readonly rest: boolean;
    /** The files of codes to read, of those services. Default: all. */
    readonly codes?: readonly string[];
    /** The settings, where they were read before. */
    readonly settings?: Unit;
    /** Is given the bytes of files as they are read. */
    readonly onBytes?: (file: string, bytes: Uint8Array) => void;
  };
}

/** A catalog of which all files are read. */
export type ReadCatalog = Pick<LoadedCatalog, 'settings' | 'services' | 'incomplete' | 'source'>;

/** A service of which all files are read. */
interface ReadUnit {
  readonly unit: string;
  readonly main: Parsed;
  /** Files that it was read from. */
  readonly own: Set<string>;
  /** Of its files of codes, what is in them. */
  readonly codes: readonly { readonly file: string; readonly parse: () => Stage<Parsed> }[];
}

/**
 * Reads a catalog folder: settings, services, codes, in YAML or TypeScript.
 * Gives no value only where there is no folder to read; a file that cannot be read leaves its unit out or incomplete
 * (`incomplete` names it) and the rest is there to be checked.
 */
export async function loadCatalog(given: string, context: LoadContext = {}): Promise<Stage<LoadedCatalog>> {
  const found = await discover(given);
  if (!found.value) return { diagnostics: found.diagnostics };
  const { root } = found.value;
  const { share } = context;
  const rest = share?.rest ?? true;
  const diagnostics: Diagnostic[] = rest ? [...found.diagnostics] : [];
  const sources = new Map<string, string>();
  const files = new Set<string>();
  const incomplete = new Set<string>();
  const thread = moduleThread(context.timeout ?? 30_000);
  const { settings: main, services: folders } = found.value;
  const all = [...(main ? [main] : []), ...folders].flatMap(({ main, codes, guides: own }) => [main, ...codes, ...own]);
  await context.modules?.refresh(root, new Set([...all, ...found.value.guides].filter((file) => !isModule(file))));

  /** Reads a file; gives what makes a value of it. A module is run at once, which takes a promise. */
  async function readFile(
    file: string,
    unit: string,
    kind: 'main' | 'codes',
    own: Set<string>,
  ): Promise<(() => Stage<Parsed>) | undefined> {
    const { value: source, diagnostics: found } = readSource(root, file, unit, { onBytes: share?.onBytes, texts: context.texts });
    diagnostics.push(...found);
    if (!source) {
      incomplete.add(unit);
      return undefined;
    }
    sources.set(file, source.text);
    files.add(source.path);
    own.add(file);
    if (!isModule(file)) return () => parseYaml(source, unit);
    const ran = await parseModule(source, unit, kind, own);
    return () => ran;
  }

  /** What is in a file; nothing where it cannot be told, for which there is a finding then. */
  function parsed(parse: () => Stage<Parsed>, unit: string): Parsed | undefined {
    const { value, diagnostics: found } = parse();
    diagnostics.push(...found);
    if (!value) incomplete.add(unit);
    return value;
  }

  async function parseModule(
    source: { file: string; path: string; text: string },
    unit: string,
    kind: 'main' | 'codes',
    own: Set<string>,
  ): Promise<Stage<Parsed>> {
    const run = async (): Promise<RanModule> => {
      // Vite is half a second of start-up that a YAML catalog does not pay.
      const { loadModule } = await import('./typescript.ts');
      const took: ModuleSource[] = [];
      const stage = await loadModule(source, { root, unit, kind, thread, onFile: (...one) => took.push(one) });
      return { stage, sources: took };
    };
    const ran = await (context.modules ? context.modules.get(source.file, run) : run());
    for (const [file, path, text] of ran.sources) {
      sources.set(file, text);
      files.add(path);
      own.add(file);
    }
    return ran.stage;
  }

  /** A guide that cannot be read is a finding; what the rest of the catalog says is complete without it. */
  async function loadGuide(file: string, unit: string): Promise<LoadedGuide | undefined> {
    const source = readSource(root, file, unit, { texts: context.texts });
    diagnostics.push(...source.diagnostics);
    if (!source.value) return undefined;
    sources.set(file, source.value.text);
    files.add(source.value.path);
    // The parser of MDX is a megabyte that a catalog without guides does not load.
    const { parseGuide } = await import('./guide.ts');
    const parsed = parseGuide(source.value, unit);
    diagnostics.push(...parsed.diagnostics);
    return parsed.value;
  }

  async function readUnit({ unit, main: file, codes }: UnitFiles): Promise<ReadUnit | undefined> {
    const own = new Set<string>();
    const parse = await readFile(file, unit, 'main', own);
    const main = parse && parsed(parse, unit);
    const part = share?.codes ?? codes;
    const all: { file: string; parse: () => Stage<Parsed> }[] = [];
    for (const one of codes.filter((name) => part.includes(name))) {
      const more = await readFile(one, unit, 'codes', own);
      if (more) all.push({ file: one, parse: more });
    }
    return main && { unit, main, own, codes: all };
  }

  /** With its codes. */
  function merged({ unit, main, own, codes }: ReadUnit): Unit {
    const all = codes.flatMap(({ file, parse }) => {
      const value = parsed(parse, unit);
      return value ? [{ file, parsed: value }] : [];
    });
    return { ...mergeUnit(unit, main, all, diagnostics), files: [...own] };
  }

  const nothing: Unit = { unit: '', value: {}, locate: () => startOf('catalog.yaml') };
  const top = found.value.settings && (await readUnit(found.value.settings));
  const settings = share?.settings ?? (top && merged(top)) ?? nothing;
  const assets = await siteAssets(root, rest ? settings : nothing);
  diagnostics.push(...assets.diagnostics);
  for (const path of assets.value.files) files.add(path);
  const units: ReadUnit[] = [];
  for (const one of found.value.services) {
    if (share && !share.units.has(one.unit)) continue;
    const unit = await readUnit(one);
    if (unit) units.push(unit);
  }
  const source = (file: string): string | undefined => sources.get(file);
  // What a module gives may be something else each time, so all of it counts.
  const read = units.map((one) => ({ one, whole: [...one.own].some(isModule) ? merged(one) : undefined }));
  const early = read.map(({ one: { unit, main, own }, whole }): Unit => whole ?? { unit, ...main, files: [...own] });
  const known = context.known?.({ settings, services: early, incomplete: [...incomplete], source });
  const late = (one: ReadUnit): Unit => (known?.has(one.unit) === true ? lateUnit(one, () => merged(one)) : merged(one));
  const services = read.map(({ one, whole }) => whole ?? late(one));
  const guides: LoadedGuide[] = [];
  for (const one of rest ? [{ unit: '', guides: found.value.guides }, ...found.value.services] : [])
    for (const file of one.guides) {
      const guide = await loadGuide(file, one.unit);
      if (guide) guides.push(guide);
    }
  const images = await guideImages(root, guides);
  diagnostics.push(...images.diagnostics);
  for (const path of images.value.files) files.add(path);
  await thread.close();
  const proofs = found.value.proofs === undefined || !rest ? undefined : readSource(root, found.value.proofs, '');
  if (proofs) diagnostics.push(...proofs.diagnostics);
  if (proofs?.value) {
    sources.set(proofs.value.file, proofs.value.text);
    files.add(proofs.value.path);
  }
  return {
    value: {
      ...(guides.length > 0 && { guides }),
      root: given,
      settings,
      services,
      incomplete: [...incomplete],
      assets: assets.value.assets,
      images: images.value.images,
      ...(proofs?.value && { proofs: proofs.value.text }),
      source,
      files: [...files],
    },
    diagnostics,
  };
}
