import { join } from 'node:path';
import { goToolchain } from '../prove/go-toolchain.ts';
import { clientsGo } from './clients-go.ts';
import { describeConstants } from './fixtures/constants-law.ts';

// Set up before any test runs against the clock.
const { bin } = await goToolchain();
const go = join(bin, 'go');

describeConstants(clientsGo, (file, codes) => ({
  files: {
    'go.mod': 'module example.org/clients\n\ngo 1.21\n',
    'main/main.go':
      'package main\n\nimport (\n\t"encoding/json"\n\t"os"\n\n\terrorcodes "example.org/clients"\n)\n\nfunc main() {\n\tvar codes []string\n' +
      '\tif err := json.Unmarshal([]byte(os.Args[1]), &codes); err != nil {\n\t\tpanic(err)\n\t}\n\tout := json.NewEncoder(os.Stdout)\n\tout.SetEscapeHTML(false)\n' +
      '\tfor _, code := range codes {\n\t\tfacts, ok := errorcodes.FactsOf(code)\n\t\tif !ok {\n\t\t\tout.Encode([]any{code, nil, nil})\n\t\t\tcontinue\n\t\t}\n' +
      '\t\tout.Encode([]any{code, facts.Retry, facts.MayRetry()})\n\t}\n}\n',
  },
  steps: [
    [join(bin, 'gofmt'), ['-l', file]],
    [go, ['vet', './...']],
    [go, ['run', './main', JSON.stringify(codes)]],
  ],
}));
