import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import { clientPath } from './paths.ts';
import { fileFrom } from './types.ts';
import type { Format } from './types.ts';
import { entriesOf, quoted, remark } from './clients/entries.ts';

const maybe = (value: number | undefined): string => (value === undefined ? 'None' : String(value));

function file(service: CompiledService): string {
  const entries = entriesOf(service);
  return [
    `"""Error codes of ${remark(Object.values(service.title)[0] ?? service.service)}, and when to repeat. Made by errdex; do not edit."""`,
    '',
    'from typing import Final, NamedTuple, Optional',
    '',
    '',
    'class Facts(NamedTuple):',
    '    """What is known of a code before it happens; waits in seconds."""',
    '',
    '    id: str',
    '    code: str',
    '    severity: str',
    '    actor: str',
    '    retry: str',
    '    after: Optional[float]',
    '    max_attempts: Optional[int]',
    '    fatal: bool',
    '    effect: str',
    '',
    '    @property',
    '    def may_retry(self) -> bool:',
    '        """Whether the same request may be sent again without a change."""',
    '        return self.retry in ("at-once", "after-delay", "with-backoff")',
    '',
    '',
    ...entries.map(({ code, name }) => {
      const { retry } = code;
      const values = [
        ...[code.id, code.code, code.severity, code.actor, retry.when].map(quoted),
        maybe(retry.after),
        maybe(retry.maxAttempts),
        code.fatal === true ? 'True' : 'False',
        quoted(code.effect),
      ];
      return `${name}: Final = Facts(\n${values.map((value) => `    ${value},\n`).join('')})`;
    }),
    '',
    'ALL: Final[tuple[Facts, ...]] = (',
    ...entries.map(({ name }) => `    ${name},`),
    ')',
    '',
    '_BY_CODE: Final[dict[str, Facts]] = {facts.code: facts for facts in reversed(ALL)}',
    '',
    '',
    'def facts_of(code: str) -> Optional[Facts]:',
    '    """Facts of a code as it stands on the wire; None for one that is newer than this file: do not repeat then."""',
    '    return _BY_CODE.get(code)',
    '',
  ].join('\n');
}

/** Constants for Python. */
export const clientsPython: Format = {
  name: 'clients-python',
  title: 'Python constants',
  docs: '`clients/<service>/errors.py`: a constant with the retry facts of each code, and `facts_of`, which finds them by the code on the wire. Python 3.9 and later, typed, no dependency.',
  per: 'service',
  *emit(catalog: CompiledCatalog) {
    for (const service of catalog.services) yield fileFrom(clientPath(service.service, 'errors.py'), [service], () => file(service));
  },
};
