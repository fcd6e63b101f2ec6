/// <reference types="astro/client" />

declare module 'virtual:errdex' {
  /** The compiled catalog: all that the pages show. */
  export const catalog: VirtualErrdex['catalog'];
  /** What the pages must know of the site that they stand in. */
  export const frame: VirtualErrdex['frame'];
}
