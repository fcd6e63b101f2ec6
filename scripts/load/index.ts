import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { guideImages, siteAssets } from './assets.ts';
import { discover, isModule } from './discover.ts';
import type { UnitFiles } from './discover.ts';
import { startOf } from './lines.ts';
import { mergeUnit } from './merge.ts';
import type { CodesFile } from './merge.ts';
import type { ModuleMemory, ModuleSource, RanModule } from './module-memory.ts';
import { moduleThread } from './module-thread.ts';
import type { Parsed } from './parsed.ts';
import { readSource } from './read.ts';
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
  const { settings: top, services: folders } = found.value;
  const all = [...(top ? [top] : []), ...folders].flatMap(({ main, codes, guides: own }) => [main, ...codes, ...own]);
  await context.modules?.refresh(root, new Set([...all, ...found.value.guides].filter((file) => !isModule(file))));

  async function parse(file: string, unit: string, kind: 'main' | 'codes', own: Set<string>): Promise<Parsed | undefined> {
    const source = readSource(root, file, unit, share?.onBytes);
    diagnostics.push(...source.diagnostics);
    if (source.value) {
      sources.set(file, source.value.text);
      files.add(source.value.path);
      own.add(file);
      const parsed = isModule(file) ? await parseModule(source.value, unit, kind, own) : parseYaml(source.value, unit);
      diagnostics.push(...parsed.diagnostics);
      if (parsed.value) return parsed.value;
    }
    incomplete.add(unit);
    return undefined;
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
    const source = readSource(root, file, unit);
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

  async function load({ unit, main, codes }: UnitFiles): Promise<Unit | undefined> {
    const own = new Set<string>();
    const parsed = await parse(main, unit, 'main', own);
    const codesFiles: CodesFile[] = [];
    const part = share?.codes ?? codes;
    for (const file of codes.filter((one) => part.includes(one))) {
      const more = await parse(file, unit, 'codes', own);
      if (more) codesFiles.push({ file, parsed: more });
    }
    return parsed && { ...mergeUnit(unit, parsed, codesFiles, diagnostics), files: [...own] };
  }

  const nothing: Unit = { unit: '', value: {}, locate: () => startOf('catalog.yaml') };
  const settings = share?.settings ?? (found.value.settings && (await load(found.value.settings))) ?? nothing;
  const assets = await siteAssets(root, rest ? settings : nothing);
  diagnostics.push(...assets.diagnostics);
  for (const path of assets.value.files) files.add(path);
  const services: Unit[] = [];
  for (const one of found.value.services) {
    if (share && !share.units.has(one.unit)) continue;
    const unit = await load(one);
    if (unit) services.push(unit);
  }
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
      source: (file) => sources.get(file),
      files: [...files],
    },
    diagnostics,
  };
}
