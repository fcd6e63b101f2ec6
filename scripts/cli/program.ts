import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import { exit, UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

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
  for (const { name, takes, summary, load } of commands) {
    // One that the line does not name is only listed: its module, and what it needs, is not loaded.
    const isListed = !args.includes(name);
    const command = program
      .command(isListed && takes !== undefined ? `${name} ${takes}` : name)
      .summary(summary)
      .description(summary)
      .copyInheritedSettings(program)
      .showHelpAfterError(`(see errdex ${name} --help)`);
    if (isListed) continue;
    const { examples, declare, run } = await load();
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
