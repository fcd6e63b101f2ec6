import type { Frame } from '../scripts/astro/virtual.ts';
import type { CardSink, GroupOf } from '../scripts/astro/shared.ts';
import type { CompiledCatalog, CompiledCode, CompiledService } from '../scripts/compile/types.ts';
import type { View } from './lib/view.ts';

declare global {
  /** What the virtual modules are made of; apart from their declarations, where an import would be no longer ambient. */
  interface VirtualErrdex {
    catalog: CompiledCatalog;
    frame: Frame;
    cards: CardSink;
    groupOf: GroupOf;
    code: CompiledCode;
    service: CompiledService;
    view: View;
  }
}
