import type { Runtime } from '../runtime.ts';
import { node } from './node.ts';
import { python } from './python.ts';
import { shell } from './shell.ts';

/** Where snippets run, in the order of reports. */
export const runtimes: readonly Runtime[] = [node, python, shell];
