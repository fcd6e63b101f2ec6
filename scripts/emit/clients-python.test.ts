import { join } from 'node:path';
import { cacheFolder } from '../prove/files.ts';
import { pythonOf } from '../prove/runtimes/python.ts';
import { clientsPython } from './clients-python.ts';
import { describeConstants } from './fixtures/constants-law.ts';

// Set up before any test runs against the clock.
const python = await pythonOf();
// The types of the standard library are read once for all services.
const checker = ['-m', 'mypy', '--strict', '--no-error-summary', '--cache-dir', join(cacheFolder, 'mypy')];

describeConstants(clientsPython, (file, codes) => ({
  files: {
    'main.py':
      'import json\nimport sys\n\nimport errors\n\nfor code in json.loads(sys.argv[1]):\n    facts = errors.facts_of(code)\n' +
      '    print(json.dumps([code, facts and facts.retry, facts and facts.may_retry]))\n',
  },
  steps: [
    [python, ['-W', 'error', '-m', 'py_compile', file]],
    [python, [...checker, file, 'main.py']],
    [python, ['main.py', JSON.stringify(codes)]],
  ],
}));
