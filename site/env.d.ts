/// <reference types="astro/client" />

declare module 'virtual:errdex' {
  /** The compiled catalog: all that the pages show. */
  export const catalog: import('../scripts/compile/types.ts').CompiledCatalog;
  /** What the pages must know of the site that they stand in. */
  export const frame: import('../scripts/astro/virtual.ts').Frame;
}
