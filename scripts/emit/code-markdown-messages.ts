import type { CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import { code as codeSpan, fence, prose, table } from './markdown.ts';
import { pick, pickMaybe } from './texts.ts';
import { wire } from './wire.ts';

const presences = { always: 'always', maybe: 'when there is one', optional: 'may be missing' };

function fields(message: CompiledMessage): string {
  const rows = message.fields
    .filter((field) => field.of !== undefined || field.deprecated !== undefined || field.description !== undefined)
    .map((field) => {
      const notes = [
        prose(pickMaybe(field.description) ?? ''),
        field.equals.length === 0 ? '' : `equals ${field.equals.map(codeSpan).join(', ')}`,
        field.deprecated === undefined ? '' : 'deprecated',
        field.deprecated?.use === undefined ? '' : `use ${codeSpan(field.deprecated.use)}`,
        field.deprecated?.removeIn === undefined ? '' : `removed in ${prose(field.deprecated.removeIn)}`,
      ];
      return [codeSpan(field.pointer), presences[field.presence], field.kind, field.of === undefined ? '' : codeSpan(field.of), notes.filter(Boolean).join('; ')];
    });
  return rows.length === 0 ? '' : table(['Field', 'Present', 'Value', 'Fact', 'Notes'], rows);
}

/** One section a message of the code: the exact text on the wire of each example, then its fields. */
export function messageSections(service: CompiledService, code: CompiledCode): string[] {
  return code.messages.map((message) => {
    const envelope = service.envelopes.find(({ name }) => name === message.envelope);
    const title = prose(envelope === undefined ? message.envelope : pick(envelope.title));
    const inside = message.within === undefined ? '' : ` inside ${codeSpan(message.within)}`;
    const examples = message.examples.map((example) => {
      const { language, text } = wire(message, example.message);
      return (example.title === undefined ? '' : `${prose(pick(example.title))}\n\n`) + fence(language, text);
    });
    return [`## Payload: ${title} (${message.transport}, envelope ${codeSpan(message.envelope)}${inside})`, ...examples, fields(message)].filter(Boolean).join('\n\n');
  });
}
