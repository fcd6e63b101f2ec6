import type { TrialName } from '../snippet/types.ts';

/** Where snippets of some clients run. */
export interface Runtime {
  /** Name in lists and records: `node`. */
  readonly id: string;
  /** Ids of the clients that run here. */
  readonly clients: readonly string[];
  /** True where snippets are compiled, so that many of them take minutes. */
  readonly compiles?: true;
  /** Trials that need a hand of the runtime, and that it can put on. */
  readonly stages?: readonly TrialName[];
  /** Versions of the language and of the libraries of a client, as they say themselves: `{ 'Node.js': '24.21.0', 'socket.io-client': '4.8.4' }`. */
  versions(client: string): Promise<Readonly<Record<string, string>>>;
  /**
   * Makes ready what runs: installs from lock files, compiles. Idempotent.
   * @param folder where the snippets stand, and where files of its own may go
   * @param files the snippets, absolute
   * @returns the command that reads jobs as lines on standard input and answers each with a line
   * @throws Error that says what is missing on this machine and how to get it
   */
  prepare(
    folder: string,
    files: readonly string[],
  ): Promise<{ readonly command: string; readonly args: readonly string[]; readonly env?: Readonly<Record<string, string>> }>;
}
