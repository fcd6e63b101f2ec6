import { MOCK_PORT } from '../../mock/provoke.ts';
import type { CliCommand } from '../command.ts';
import { compiled } from '../compiled.ts';
import { exit, UsageError } from '../exit.ts';
import { catalogOption, count } from '../options.ts';

interface Options {
  catalog: string;
  port: number;
  host?: string;
}

/** Serves every error of a catalog for tests of clients, until interrupted. */
export const mock: CliCommand = {
  examples: [
    ['errdex mock', `serve ./catalog at http://127.0.0.1:${MOCK_PORT}/, which lists everything that can be asked for`],
    ['errdex mock --port 0', 'any free port; the address is printed'],
    ['errdex mock --host 0.0.0.0', 'for other machines and containers too, under any name'],
    [`curl -i http://127.0.0.1:${MOCK_PORT}/shop/OUT_OF_STOCK`, 'the error OUT_OF_STOCK of the service shop'],
    [`curl -i -X POST http://127.0.0.1:${MOCK_PORT}/orders -H 'Prefer: code=OUT_OF_STOCK'`, 'the same on a declared operation'],
    [
      `curl -i http://127.0.0.1:${MOCK_PORT}/shop/OUT_OF_STOCK -H 'Mock-Scenario: my-run; fail=2; then=success'`,
      'fail twice, then succeed, for whoever names the key my-run',
    ],
  ],
  declare(command) {
    command
      .addOption(catalogOption())
      .option('--port <number>', 'port; 0 for any free one', count, MOCK_PORT)
      .option('--host <address>', 'address to listen on; with it requests under any name are answered (default: 127.0.0.1)');
  },
  async run(command, io) {
    const { catalog: root, port, host } = command.opts<Options>();
    if (port > 65_535) throw new UsageError(`there is no port ${port}; the highest is 65535`);
    const catalog = await compiled(root, io);
    if (!catalog) return exit.findings;
    // Servers of three protocols: a tenth of a second of start-up that other commands do not pay.
    const { startMock } = await import('../../mock/index.ts');
    const server = await startMock(catalog, { port, ...(host !== undefined && { host }), clock: () => Date.now() }).catch(
      (error: NodeJS.ErrnoException) => {
        const where = error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL' ? `address ${host}` : `port ${port}`;
        const other = where.startsWith('port') ? '--port' : '--host';
        throw new UsageError(`${where} cannot be had (${error.code ?? error.message}); name another one with ${other}`);
      },
    );
    io.out(`${server.url}/\n`);
    io.note('errdex: press Ctrl+C to stop\n');
    await io.interrupted();
    await server.close();
    return exit.clean;
  },
};
