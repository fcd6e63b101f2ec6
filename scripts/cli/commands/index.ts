import type { ListedCommand } from '../command.ts';

/** The subcommands, in the order of `--help`. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'init',
    takes: '[folder]',
    summary: 'write a small catalog to start from',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'check',
    summary: 'check a catalog and print what is wrong with it',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'build',
    summary: 'write the site and every artifact of a catalog into one folder',
    load: async () => (await import('./build.ts')).build,
  },
  {
    name: 'dev',
    summary: 'serve the site of a catalog and show every change of it at once',
    load: async () => (await import('./dev.ts')).dev,
  },
  {
    name: 'explain',
    takes: '<code>',
    summary: 'explain one error code, like `rustc --explain`',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'decode',
    takes: '[file]',
    summary: 'tell which code a message carries, from a file or stdin',
    load: async () => (await import('./decode.ts')).decode,
  },
  {
    name: 'list',
    summary: 'list the codes of a catalog',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'mock',
    summary: 'serve every error of the catalog on one port, for testing clients',
    load: async () => (await import('./mock.ts')).mock,
  },
  {
    name: 'prove',
    summary: 'run every handling snippet against the mock and record which do what the facts demand',
    load: async () => (await import('./prove.ts')).prove,
  },
  {
    name: 'preview',
    summary: 'serve a built folder on 127.0.0.1 and print its address',
    load: async () => (await import('./preview.ts')).preview,
  },
];
