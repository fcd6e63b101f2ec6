import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import { clientPath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { Format } from './types.ts';
import { entriesOf, quoted, remark } from './clients/entries.ts';

/** A string literal of Java: `\u000a` would be a line end before the compiler sees a literal. */
const literal = (text: string): string =>
  quoted(text).replaceAll(/\\u00([01][0-9a-f])/g, (_, hex: string) => `\\${Number.parseInt(hex, 16).toString(8).padStart(3, '0')}`);

function file(service: CompiledService): string {
  const entries = entriesOf(service);
  const constants = entries.map(({ code, name }) => {
    const { retry } = code;
    const values = [
      ...[code.id, code.code, code.severity, code.actor, retry.when].map(literal),
      retry.after === undefined ? 'null' : `${String(retry.after)}d`,
      retry.maxAttempts === undefined ? 'null' : String(retry.maxAttempts),
      String(code.fatal === true),
      literal(code.effect),
    ];
    return `  /** ${remark(Object.values(code.title)[0] ?? code.id).replaceAll(/[<>&@{}]/g, ' ')} */\n  ${name}(${values.join(', ')})`;
  });
  return [
    `/** Error codes of ${remark(Object.values(service.title)[0] ?? service.service).replaceAll(/[<>&@{}]/g, ' ')}, and when to repeat. Made by errdex; do not edit. */`,
    'public enum ErrorCode {',
    `${constants.join(',\n')};`,
    '',
    '  public final String id;',
    '  public final String code;',
    '  public final String severity;',
    '  public final String actor;',
    '  public final String retry;',
    '  /** Seconds to wait, where they are constant; else null. */',
    '  public final Double after;',
    '  /** Null where there is no limit. */',
    '  public final Integer maxAttempts;',
    '  /** The session is over. */',
    '  public final boolean fatal;',
    '  public final String effect;',
    '',
    '  ErrorCode(String id, String code, String severity, String actor, String retry, Double after, Integer maxAttempts, boolean fatal, String effect) {',
    ...['id', 'code', 'severity', 'actor', 'retry', 'after', 'maxAttempts', 'fatal', 'effect'].map((name) => `    this.${name} = ${name};`),
    '  }',
    '',
    '  /** Whether the same request may be sent again without a change. */',
    '  public boolean mayRetry() {',
    '    return retry.equals("at-once") || retry.equals("after-delay") || retry.equals("with-backoff");',
    '  }',
    '',
    '  /** The code as it stands on the wire; empty for one that is newer than this file: do not repeat then. */',
    '  public static java.util.Optional<ErrorCode> of(String code) {',
    '    for (ErrorCode one : values()) if (one.code.equals(code)) return java.util.Optional.of(one);',
    '    return java.util.Optional.empty();',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Constants for Java. */
export const clientsJava: Format = {
  name: 'clients-java',
  title: 'Java constants',
  docs: '`clients/<service>/ErrorCode.java`: an enum of all codes with their retry facts, and `of`, which finds one by the code on the wire. Java 11 and later, standard library only.',
  per: 'service',
  *emit(catalog: CompiledCatalog) {
    for (const service of catalog.services) yield fileFrom(clientPath(service.service, 'ErrorCode.java'), [service], () => file(service));
  },
};
