/// <reference types="astro/client" />

declare module 'virtual:errdex' {
  /** The compiled catalog: all that the pages show. */
  export const catalog: VirtualErrdex['catalog'];
  /** What the pages must know of the site that they stand in. */
  export const frame: VirtualErrdex['frame'];
  /**
   * The `cacheKey` of a page that depends on these things (codes, services, the catalog, other JSON) and on nothing else but what all pages
   * share: settings, titles and facts of services without their codes, the tool. See `scripts/cache/prints.ts`.
   */
  export const madeFrom: (...things: readonly unknown[]) => string | undefined;
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
