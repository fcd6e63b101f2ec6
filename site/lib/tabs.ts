import type { CompiledCode, CompiledMessage, CompiledService } from '../../scripts/compile/types.ts';
import type { View } from './view.ts';

/** A tab of the wire panel. */
export interface Tab {
  label: string;
  message: CompiledMessage;
}

/** One tab a message: named by its transport where that is enough, by its envelope where a transport has several. */
export function wireTabs(code: CompiledCode, service: CompiledService, view: View): Tab[] {
  const count = (message: CompiledMessage): number => code.messages.filter(({ transport }) => transport === message.transport).length;
  return code.messages.map((message) => {
    const envelope = service.envelopes.find(({ name }) => name === message.envelope);
    const title = view.say(envelope?.title);
    const long = message.within === undefined ? title : `${title} (${message.within})`;
    return { message, label: count(message) === 1 ? view.ui.transports[message.transport] : long === '' ? message.envelope : long };
  });
}
