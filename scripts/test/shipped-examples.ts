import { fileURLToPath } from 'node:url';
import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog, CompiledExample, CompiledMessage } from '../compile/types.ts';
import type { Message } from '../envelope/node.ts';

/** An example of a code, as it is sent: for a part of a message, the message that carries it. */
export interface SentExample {
  service: string;
  code: string;
  message: CompiledMessage;
  example: CompiledExample;
  sent: Message;
}

/** The compiled catalog of this repository. */
export async function shippedCatalog(): Promise<CompiledCatalog> {
  const folder = fileURLToPath(new URL('../../catalog', import.meta.url));
  const { catalog } = await compileCatalog(folder, { today: '2026-01-01', toolVersion: '0.0.0' });
  if (!catalog) throw new Error('the shipped catalog has errors');
  return catalog;
}

/** Every example of every code of a catalog. */
export function sentExamples({ services }: CompiledCatalog): SentExample[] {
  return services.flatMap(({ service, codes }) =>
    codes.flatMap((code) =>
      code.messages.flatMap((message) =>
        message.examples.flatMap((example) => {
          const sent = message.transport === 'nested' ? example.carried : example.message;
          return sent ? [{ service, code: code.id, message, example, sent }] : [];
        }),
      ),
    ),
  );
}
