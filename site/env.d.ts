/// <reference types="astro/client" />

declare module 'virtual:errdex' {
  /** The compiled catalog: all that the pages show. */
  export const catalog: VirtualErrdex['catalog'];
  /** What the pages must know of the site that they stand in. */
  export const frame: VirtualErrdex['frame'];
  /** Pages say here what is on their pictures for social networks, by path of the picture; absent where there are none. */
  export const cards: VirtualErrdex['cards'] | undefined;
  /** Takes what goes wrong in guides; the build reports it as findings. */
  export const problems: { file: string; message: string }[];
  /**
   * The `cacheKey` of a page that depends on these things (codes, services, the catalog, other JSON) and on nothing else but what all pages
   * share: settings, titles and facts of services without their codes, the tool. See `scripts/cache/prints.ts`.
   */
  export const madeFrom: (...things: readonly unknown[]) => string | undefined;
  /** Takes over pages that are made together; absent where no page is taken over. See `together` in `lib/locales.ts`. */
  export const groupOf: VirtualErrdex['groupOf'] | undefined;
}

declare module 'virtual:errdex/guides' {
  /** The compiled MDX of each guide, by its file in the catalog. */
  export const guides: Map<
    string,
    () => Promise<{ default: (props: Record<string, unknown>) => unknown; headings: { depth: number; id: string; text: string }[] }>
  >;
}

declare module 'virtual:errdex/look' {
  type Component<Props> = (props: Props) => unknown;
  /** Components that a site may replace, or ours; see `scripts/astro/look.ts`. */
  export const Head: Component<{ view: VirtualErrdex['view']; title: string; path?: string | undefined }>;
  export const Header: Component<{ view: VirtualErrdex['view']; children?: unknown }>;
  export const Footer: Component<{ view: VirtualErrdex['view'] }>;
  export const CodeSection: Component<{ code: VirtualErrdex['code']; service: VirtualErrdex['service']; view: VirtualErrdex['view'] }>;
  /** Address of the site's logo, if it has one. */
  export const logo: string | undefined;
}
