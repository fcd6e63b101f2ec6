import { Command, CommanderError } from 'commander';
import type { CliCommand } from './command.ts';
import { exit, UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** The commands that a command line can mean. A check is over in a second: it does not load the others, which take a fifth of that. */
async function commandsFor([name]: readonly string[]): Promise<readonly CliCommand[]> {
  if (name === 'check') return [(await import('./commands/check.ts')).check];
  return (await import('./commands/index.ts')).commands;
}

/**
 * Runs one command line (without `node` and the script).
 *
 * @returns what the process is to end with; a mistake of the caller gives 2 and a hint on stderr
 * @throws only for bugs of errdex
 */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.clean;
  const program = new Command('errdex')
    .description('Documentation of error codes: one catalog in, every artifact and a site out.')
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showHelpAfterError('(see errdex --help)')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.talk });
  for (const { name, summary, examples, declare, run } of await commandsFor(args)) {
    const command = program
      .command(name)
      .summary(summary)
      .description(summary)
      .copyInheritedSettings(program)
      .showHelpAfterError(`(see errdex ${name} --help)`);
    declare(command);
    command.option('-q, --quiet', 'leave out progress and hints');
    command.addHelpText('after', `\nExamples:\n${examples.map(([line, does]) => `  ${line}\n      ${does}`).join('\n')}`);
    command.action(async () => {
      const isQuiet = command.opts<{ quiet?: boolean }>().quiet === true;
      code = await run(command, isQuiet ? { ...io, note: () => undefined } : io);
    });
  }
  program.addHelpText('after', '\nExit status: 0 clean, 1 findings, 2 wrong usage.');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof UsageError) {
      io.talk(`errdex: ${error.message}\n`);
      return exit.usage;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.clean : exit.usage;
    throw error;
  }
}
