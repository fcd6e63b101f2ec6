import type { AnnotatedField, CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import { code as codeSpan, fence, prose, table } from './markdown.ts';
import { pick, pickMaybe } from './texts.ts';
import { wire } from './wire.ts';

const presences = { always: 'always', maybe: 'when there is one', optional: 'may be missing' };

function deprecation({ deprecated }: AnnotatedField): string {
  if (deprecated === undefined) return '';
  const use = deprecated.use === undefined ? '' : `: use ${codeSpan(deprecated.use)}`;
  return `Deprecated${use}${deprecated.removeIn === undefined ? '' : `; to be removed in ${prose(deprecated.removeIn)}`}.`;
}

/** Rows of the table: most fields are one object in all codes of a service, so that most rows are made once. */
const known = new WeakMap<AnnotatedField, string[]>();

function row(field: AnnotatedField): string[] {
  const made = known.get(field);
  if (made) return made;
  const notes = [
    prose(pickMaybe(field.description) ?? ''),
    field.equals.length === 0 ? '' : `Always equals ${field.equals.map(codeSpan).join(', ')}.`,
    deprecation(field),
  ];
  const cells = [
    codeSpan(field.pointer),
    presences[field.presence],
    field.kind,
    field.of === undefined ? '' : codeSpan(field.of),
    notes.filter(Boolean).join(' '),
  ];
  known.set(field, cells);
  return cells;
}

function fields(message: CompiledMessage): string {
  const rows = message.fields
    .filter((field) => field.of !== undefined || field.deprecated !== undefined || field.description !== undefined)
    .map(row);
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
      const outer = service.envelopes.find(({ name }) => name === message.within);
      const carried = outer && example.carried ? wire(outer, example.carried) : undefined;
      const head = example.title === undefined ? [] : [prose(pick(example.title))];
      const whole = carried === undefined ? [] : [`As sent in ${codeSpan(message.within ?? '')}:`, fence(carried.language, carried.text)];
      return [...head, fence(language, text), ...whole].join('\n\n');
    });
    return [`## Payload: ${title} (${message.transport}, envelope ${codeSpan(message.envelope)}${inside})`, ...examples, fields(message)]
      .filter(Boolean)
      .join('\n\n');
  });
}
