import { exit } from './exit.ts';
import { processIo } from './io.ts';
import { runProgram } from './program.ts';

/** A reader that has seen enough (`errdex list | head`) closes the pipe: that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exit.clean);
  internal(error);
});
process.stderr.on('error', () => {
  // Nobody listens: there is nobody to tell.
});
process.on('uncaughtException', internal);
process.on('unhandledRejection', internal);

const code = await runProgram(process.argv.slice(2), processIo()).catch(internal);
// Tools that were used may have left timers behind; what was printed must still get out.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));

function internal(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`errdex: internal error: ${message.split('\n')[0]} (a bug of errdex: please report it with the output of ERRDEX_DEBUG=1)`);
  if (process.env['ERRDEX_DEBUG']) console.error(error);
  process.exit(exit.internal);
}
