import { isRetryable } from '../../envelope/facts.ts';
import type { Code } from '../../model/code.ts';
import type { Finding, Rule } from '../rule.ts';

const again = new Set(['at-once', 'after-delay', 'with-backoff']);

function* contradictions(code: Code): Generator<Finding> {
  const { when, after, retryable, maxAttempts, reason } = code.retry;
  if (!again.has(when) && after !== undefined) {
    yield {
      message: `a delay is given although the verdict is \`${when}\``,
      path: ['retry', 'after'],
      key: true,
      fix: 'take `after` away, or choose `after-delay`',
    };
  }
  if (when === 'at-once' && after !== undefined) {
    yield {
      message: 'a delay is given although the verdict is `at-once`',
      path: ['retry', 'after'],
      key: true,
      fix: 'choose `after-delay`, or take `after` away',
    };
  }
  if (when === 'never' && retryable === true && reason === undefined) {
    yield { message: 'the flag on the wire says retryable, the verdict says `never`', path: ['retry', 'retryable'] };
  }
  if (again.has(when) && retryable === false && reason === undefined) {
    yield { message: `the flag on the wire says not retryable, the verdict says \`${when}\``, path: ['retry', 'retryable'] };
  }
  if (when === 'never' && maxAttempts !== undefined && maxAttempts > 1) {
    yield { message: `${maxAttempts} attempts are given although the verdict is \`${when}\``, path: ['retry', 'maxAttempts'] };
  }
  if (code.effect === 'done' && isRetryable(code) && again.has(when) && reason === undefined && code.severity !== 'warning') {
    yield {
      message: `what was asked for is done, yet the verdict is \`${when}\``,
      path: ['retry', 'when'],
      fix: 'correct `effect`, choose `never`, or say in `retry.reason` why doing it twice is safe',
    };
  }
}

/** Retry policies whose parts disagree. */
export const retryContradiction: Rule = {
  id: 'retry-contradiction',
  title: 'The parts of a retry policy agree with each other and with the effect',
  severity: 'error',
  why: 'One client goes by the flag, the next by the delay; where they disagree one of them loses data or hammers the service.',
  fix: 'Decide for one verdict. Where the service really sends a flag that contradicts it, say why in `retry.reason`.',
  examples: {
    good: [
      'codes:\n  TOO_MANY_ORDERS:\n    retry: { retryable: true, maxAttempts: 3 }',
      'codes:\n  OUT_OF_STOCK:\n    retry: { retryable: true }',
    ],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    retry:\n      when: never\n      after: 5 # <--\n      retryable: true # <--\n      maxAttempts: 3 # <--',
      'codes:\n  TOO_MANY_ORDERS:\n    retry:\n      retryable: false # <--',
      'codes:\n  TOO_MANY_ORDERS:\n    effect: done\n    retry:\n      when: after-delay # <--',
    ],
  },
  code({ code }, report) {
    for (const finding of contradictions(code)) report(finding);
  },
};
