/** What the process ends with. */
export const exit = {
  clean: 0,
  /** There are findings. */
  findings: 1,
  /** The question was put wrongly: unknown command, option or code, or a code of several services. */
  usage: 2,
  /** A bug of errdex (EX_SOFTWARE of sysexits.h). */
  internal: 70,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** A mistake in how a command was called, in words for the user. */
export class UsageError extends Error {}
