/// <reference types="astro/client" />

declare module 'virtual:errdex' {
  /** The compiled catalog: all that the pages show. */
  export const catalog: import('../scripts/compile/types.ts').CompiledCatalog;
  /** Path below which the pages stand: `''` or `/errors`. */
  export const prefix: string;
}
