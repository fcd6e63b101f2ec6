import { describeConstants } from './fixtures/constants-law.ts';
import { clientsPython } from './clients-python.ts';

describeConstants(clientsPython, 'python3', (file, codes) => ({
  steps: [
    ['python3', ['-W', 'error', '-m', 'py_compile', file]],
    [
      'python3',
      [
        '-c',
        'import sys, json; sys.path.insert(0, sys.argv[1]); import errors\n' +
          'for code in json.loads(sys.argv[2]):\n' +
          '    facts = errors.facts_of(code)\n' +
          '    print(json.dumps([code, facts and facts.retry, facts and facts.may_retry]))',
        '.',
        JSON.stringify(codes),
      ],
    ],
  ],
}));
