import { setFlagsFromString } from 'node:v8';

/**
 * Options of Node that leave out V8's last compiler. What it makes is quicker, but a command of a few seconds is over by then, and even a build of
 * 10,000 codes does not get the time back: on two processors it takes that of the work itself, a sixth of a check, a seventh of a rebuild and a
 * twentieth of a whole build. The compiler before it makes nearly as quick code; Node has that from version 24 on.
 */
export const inHaste: readonly string[] = Number(process.versions.node.split('.')[0]) >= 24 ? ['--no-turbofan'] : [];

/** The same for this process, from now on, and for its threads. */
export function compileInHaste(): void {
  for (const option of inHaste) setFlagsFromString(option);
}
