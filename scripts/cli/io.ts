import { createRequire } from 'node:module';
import { styleText } from 'node:util';

/** How a command talks to the world. stdout is data, stderr is talk. */
export interface Io {
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  /** Like `talk`, for what may be left unsaid: progress, hints, how it went. Silent with `--quiet`. */
  readonly note: (text: string) => void;
  /** Asks who sits at the terminal; undefined where nobody does. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Everything on stdin, or its first bytes where there are more. */
  readonly read: (most: number) => Promise<Uint8Array>;
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
    note: (text) => void process.stderr.write(text),
    ask,
    read,
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

/** The question goes to stderr: stdout is data. */
async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  // A dozen modules of Node, for the one command that asks.
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

async function read(most: number): Promise<Uint8Array> {
  if (process.stdin.isTTY) process.stderr.write('Paste what you received, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks);
}

/** The version in `package.json`, which stands at the same depth above the source and above what is built of it. */
function packageVersion(): string {
  const found: unknown = createRequire(import.meta.url)('../../package.json');
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : '0.0.0';
}
