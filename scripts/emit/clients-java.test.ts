import { jdk } from '../prove/runtimes/java.ts';
import { clientsJava } from './clients-java.ts';
import { describeConstants, javaText } from './fixtures/constants-law.ts';

// Set up before any test runs against the clock.
await jdk();

describeConstants(clientsJava, (file, codes) => ({
  files: {
    'Main.java':
      'public class Main {\n  public static void main(String[] args) {\n' +
      codes
        .map(
          (code) =>
            `    ErrorCode.of(${javaText(code)}).ifPresentOrElse(one -> System.out.println("[" + args[0] + ",\\"" + one.retry + "\\"," + one.mayRetry() + "]"), () -> System.out.println("[" + args[0] + ",null,null]"));\n`,
        )
        .join('') +
      '  }\n}\n',
  },
  steps: [
    ['javac', ['-Xlint:all', '-Werror', '-encoding', 'US-ASCII', '-d', 'out', file, 'Main.java']],
    ['java', ['-cp', 'out', 'Main', 'null']],
  ],
  nameless: true,
}));
