import { openBuilt } from '../../load/built.ts';
import type { CliCommand } from '../command.ts';
import { exit, UsageError } from '../exit.ts';
import { count, outArgument, outOption } from '../options.ts';
import { servePreview } from '../server.ts';

interface Options {
  out: string;
  port: number;
}

/** Serves what `build` has written, on this machine only, until interrupted. */
export const preview: CliCommand = {
  examples: [
    ['errdex preview', 'serve ./dist at http://127.0.0.1:4321/'],
    ['errdex preview --out public --port 0', 'another folder, any free port'],
  ],
  declare(command) {
    command
      .addOption(outOption('folder that `errdex build` has written'))
      .option('--port <number>', 'port; 0 for any free one', count, 4321);
  },
  async run(command, io) {
    const { out, port } = command.opts<Options>();
    if (port > 65_535) throw new UsageError(`there is no port ${port}; the highest is 65535`);
    const folder = await openBuilt(out);
    if (!folder) throw new UsageError(`\`${out}\` was not written by errdex; run \`errdex build${outArgument(out)}\` first`);
    const server = await servePreview(folder, port).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`port ${port} cannot be had (${error.code ?? error.message}); name another one with --port`);
    });
    io.out(`${server.address}\n`);
    io.note('errdex: press Ctrl+C to stop\n');
    await io.interrupted();
    await server.close();
    return exit.clean;
  },
};
