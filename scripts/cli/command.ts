import type { Command } from 'commander';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** A subcommand as `errdex --help` has it. Registered in `commands/index.ts`. */
export interface ListedCommand {
  readonly name: string;
  /** Its arguments for `errdex --help`: `<code>`. */
  readonly takes?: string;
  /** One line for `errdex --help`. */
  readonly summary: string;
  /** Its module, with all that it needs: who asks for one command does not wait for the others. */
  readonly load: () => Promise<CliCommand>;
}

/** What a subcommand takes and does. */
export interface CliCommand {
  /** Command lines and what they do, for `--help` and the documentation. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** Declares arguments and options. */
  readonly declare: (command: Command) => void;
  /** Does it. Arguments in `command.args`, options in `command.opts()`. */
  readonly run: (command: Command, io: Io) => Promise<ExitCode>;
}
