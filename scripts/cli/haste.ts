import { setFlagsFromString } from 'node:v8';

/**
 * Leaves out V8's last compiler, for commands that are over in a few seconds: what it makes is ready when it is no longer needed, and on
 * two processors it takes the time of the second one, a sixth of a check of 10,000 codes. The compiler before it makes nearly as quick
 * code; Node has that from version 24 on.
 */
export function compileInHaste(): void {
  if (Number(process.versions.node.split('.')[0]) >= 24) setFlagsFromString('--no-turbofan');
}
