import { catalog, problems } from 'virtual:errdex';
import { createComponent, renderComponent, renderJSX, renderTemplate } from 'astro/runtime/server/index.js';
import type { CompiledCode, CompiledGuide, CompiledService } from '../../scripts/compile/types.ts';
import { listOf } from '../../scripts/model/guide.ts';
import type { TableFilter } from '../../scripts/model/guide.ts';
import type { View } from './view.ts';

/** What the components of a guide know without being told. */
export interface GuideContext {
  view: View;
  /** The service whose guide it is. */
  service: CompiledService | undefined;
  /** Language of the interface where the guide itself is in another one. */
  lang: string | undefined;
  /** Counts the mentions of codes on the page, each of which has an id. */
  mentions: { count: number };
  /** Pictures that stand in the catalog, by their address in the text. */
  images: Readonly<Record<string, { path: string; width?: number; height?: number }>>;
}

type Result = Parameters<typeof renderComponent>[0];
type AnyComponent = Parameters<typeof renderComponent>[2];
type Slots = Parameters<typeof renderComponent>[4];

/** A component for MDX: its own attributes, and the context of the guide as `guide`. */
export function inGuide(component: AnyComponent, guide: GuideContext) {
  return createComponent((result: Result, props: Record<string, unknown>, slots: Slots) => renderTemplate`${renderComponent(result, 'Guide', component, { ...props, guide }, slots)}`);
}

/**
 * Compiled MDX as a component, which is given `components`. It is code of the guide's author: where it fails, the page stays empty and the
 * build says so in the end.
 * @param file of the guide, for that finding
 */
export function contentOf(mdx: ((props: Record<string, unknown>) => unknown) | undefined, file: string) {
  return createComponent(async (result: Result, props: Record<string, unknown>) => {
    try {
      const html: unknown = mdx && (await renderJSX(result, mdx(props)));
      return renderTemplate`${html}`;
    } catch (error) {
      problems.push({ file, message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
      return renderTemplate``;
    }
  });
}

/** A code as a guide names it: `CODE` in the service named or that of the guide, or `service/CODE`. The check has seen that it is there. */
export function codeNamed(reference: string, service: string | undefined): { service: CompiledService; code: CompiledCode } | undefined {
  const find = (name: string | undefined, id: string) => {
    const owner = catalog.services.find((one) => one.service === name);
    const code = owner?.codes.find((one) => one.id === id);
    return owner && code && { service: owner, code };
  };
  const slash = reference.indexOf('/');
  return find(service, reference) ?? find(reference.slice(0, Math.max(slash, 0)), reference.slice(slash + 1));
}

/** What `<CodeTable>` is asked for. */
export type Wanted = Partial<Record<TableFilter | 'service', string>>;

const values: Record<TableFilter, (code: CompiledCode) => readonly string[]> = {
  status: ({ status }) => status.flatMap((number) => [String(number), `${String(number).slice(0, 1)}xx`]),
  category: ({ category }) => [category],
  retry: ({ retry }) => [retry.when],
  group: ({ group }) => (group === undefined ? [] : [group]),
  operation: ({ raisedBy }) => raisedBy.map(({ operation }) => operation),
  actor: ({ actor }) => [actor],
  transport: ({ transports }) => transports,
  state: ({ lifecycle }) => [lifecycle.state],
  effect: ({ effect }) => [effect],
  provoke: ({ provoke }) => [provoke.length > 0 ? 'yes' : 'no'],
  fatal: ({ fatal }) => (fatal === undefined ? [] : [fatal ? 'yes' : 'no']),
};

/** The codes that fit all that is asked for, in the order of the catalog. Removed ones only where `state` asks for them. */
export function codesFor(wanted: Wanted, services: readonly CompiledService[]): { service: CompiledService; code: CompiledCode }[] {
  const filters = Object.keys(values).filter((name): name is TableFilter => wanted[name as TableFilter] !== undefined);
  return services.flatMap((service) =>
    service.codes
      .filter((code) => filters.every((name) => listOf(wanted[name] ?? '').some((value) => values[name](code).includes(value))))
      .filter((code) => wanted.state !== undefined || code.lifecycle.state !== 'removed')
      .map((code) => ({ service, code })),
  );
}

/** The services that `<CodeTable>` is about: those it names, else that of the guide, else all. */
export function servicesFor({ service: named }: Wanted, own: CompiledService | undefined): readonly CompiledService[] {
  if (named !== undefined) return catalog.services.filter(({ service }) => listOf(named).includes(service));
  return own ? [own] : catalog.services;
}

/** The guides of a service; of the whole catalog without one. */
export function guidesOf(service?: string): CompiledGuide[] {
  return (catalog.guides ?? []).filter((guide) => guide.service === service);
}

/** The guides that mention a code, those of its service first. */
export function guidesAbout({ path }: CompiledCode): CompiledGuide[] {
  const found = (catalog.guides ?? []).filter(({ codes }) => codes.includes(path));
  return [...found.filter(({ service }) => service !== undefined), ...found.filter(({ service }) => service === undefined)];
}
