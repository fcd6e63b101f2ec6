import type { Runtime } from '../runtime.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { node } from './node.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';
import { ruby } from './ruby.ts';
import { shell } from './shell.ts';

/** Where snippets run, in the order of reports. */
export const runtimes: readonly Runtime[] = [node, python, go, java, rust, shell, ruby, php];
