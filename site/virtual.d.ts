import type { Frame } from '../scripts/astro/virtual.ts';
import type { CompiledCatalog } from '../scripts/compile/types.ts';

declare global {
  /** What `virtual:errdex` exports; apart from its declaration, where an import would be no longer ambient. */
  interface VirtualErrdex {
    catalog: CompiledCatalog;
    frame: Frame;
  }
}
