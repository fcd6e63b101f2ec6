import type { CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';

/** A code in one of its envelopes. */
export interface CodeMessage {
  readonly code: CompiledCode;
  readonly message: CompiledMessage;
}

/** All messages of a service, in the order of codes and of their envelopes; each code and envelope once. */
export function messagesOf(service: CompiledService): CodeMessage[] {
  return service.codes.flatMap((code) => {
    const seen = new Set<string>();
    return code.messages.flatMap((message) => {
      // A nested envelope stands in several others: the piece is the same.
      if (seen.has(message.envelope)) return [];
      seen.add(message.envelope);
      return [{ code, message }];
    });
  });
}
