import type { CliCommand } from '../command.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { decode } from './decode.ts';
import { dev } from './dev.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { list } from './list.ts';
import { mock } from './mock.ts';
import { preview } from './preview.ts';
import { prove } from './prove.ts';

/** The subcommands, in the order of `--help`. */
export const commands: readonly CliCommand[] = [init, check, build, dev, explain, decode, list, mock, prove, preview];
