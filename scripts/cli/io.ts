import { createRequire } from 'node:module';
import { styleText } from 'node:util';

/** How a command talks to the world. stdout is data, stderr is talk. */
export interface Io {
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  /** stdout is a terminal that wants colours (NO_COLOR and FORCE_COLOR are honoured). */
  readonly colour: boolean;
  /** Columns of the terminal; 80 where it is none. */
  readonly columns: number;
  readonly cwd: string;
  /** Today, as an ISO 8601 date; SOURCE_DATE_EPOCH sets it for reproducible runs. */
  readonly today: string;
  readonly version: string;
  /** Settles when the user ends a command that runs until then. */
  readonly interrupted: () => Promise<void>;
}

/** The process itself. */
export function processIo(): Io {
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? Number.NaN);
  const now = Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
  return {
    out: (text) => void process.stdout.write(text),
    talk: (text) => void process.stderr.write(text),
    colour: styleText('bold', 'x', { stream: process.stdout }) !== 'x',
    columns: Math.min(process.stdout.columns ?? 80, 100),
    cwd: process.cwd(),
    today: now.toISOString().slice(0, 10),
    version: packageVersion(),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
  };
}

/** The version in `package.json`, which stands at the same depth above the source and above what is built of it. */
function packageVersion(): string {
  const found: unknown = createRequire(import.meta.url)('../../package.json');
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : '0.0.0';
}
