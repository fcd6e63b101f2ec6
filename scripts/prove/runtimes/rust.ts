import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { closing, split } from '../../snippet/brackets.ts';
import { installed } from '../debian.ts';
import { ownFile as own } from '../files.ts';
import type { Runtime } from '../runtime.ts';
import { crates } from './rust-crates.ts';

const run = promisify(execFile);

/** Rust, which compiles all snippets of a client into one program. */
export const rust: Runtime = {
  id: 'rust',
  compiles: true,
  clients: ['rust-http', 'rust-websocket', 'rust-task'],
  async versions(client) {
    const manifest = await readFile(own('rust/Cargo.toml'), 'utf8');
    const version = (name: string): string => new RegExp(`^${name} = .*"=([^"]*)"`, 'm').exec(manifest)?.[1] ?? '';
    const names = { 'rust-http': ['reqwest', 'tokio'], 'rust-websocket': ['tokio-tungstenite', 'tokio'] }[client] ?? [
      'tokio',
      'serde_json',
    ];
    return { Rust: await toolchain(), ...Object.fromEntries(names.map((name) => [name, version(name)])) };
  },
  async prepare(folder, files) {
    const libraries = await crates(await toolchain());
    const crate = join(folder, 'rust');
    await mkdir(crate);
    await copyFile(own('harness/rust/main.rs'), join(crate, 'main.rs'));
    const sources = await Promise.all(
      files.map(async (file) => ({ name: basename(file, '.rs'), file, code: await readFile(file, 'utf8') })),
    );
    const program = join(crate, 'snippets');
    const broken = new Map<string, string>();
    // The compiler complains in rounds: of the syntax first, then of names, of types, of what is borrowed.
    for (;;) {
      await writeFile(join(crate, 'known.rs'), registry(sources, broken));
      const complaints = await compile(join(crate, 'main.rs'), program, libraries);
      if (complaints.length === 0) break;
      const before = broken.size;
      for (const { file, line, text } of complaints) {
        const name = file.endsWith('known.rs') ? sources[line - 1]?.name : basename(file, '.rs');
        if (name !== undefined && sources.some((one) => one.name === name) && !broken.has(name)) broken.set(name, text);
      }
      if (broken.size === before) throw new Error(`the snippets of Rust do not compile: ${complaints.map(({ text }) => text).join('\n')}`);
    }
    // The mock is on this machine: no proxy stands between.
    return { command: program, args: [], env: { no_proxy: '*' } };
  },
};

/**
 * The version of the compiler, 1.85 or later: closures are asynchronous since.
 *
 * @throws Error where there is none and none can be installed
 */
export async function toolchain(): Promise<string> {
  // Older ones do not know this edition; in Debian they have other packages.
  await installed([
    { package: 'rustc-web', there: ['rustc', '--edition', '2024', '--print', 'sysroot'] },
    { package: 'cargo-web', there: ['cargo', '--version'] },
  ]);
  const { stdout } = await run('rustc', ['--version']);
  return stdout.split(' ')[1] ?? '';
}

interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Compiles a program of one crate.
 *
 * @returns what the compiler says is wrong; nothing where there is a program
 */
async function compile(file: string, program: string, { folder, externs }: Awaited<ReturnType<typeof crates>>): Promise<Complaint[]> {
  const args = ['--edition', '2021', '--cap-lints', 'warn', '-A', 'warnings', '--error-format', 'json', '-C', 'debuginfo=0'];
  const others = ['-L', `dependency=${folder}`, ...externs.flatMap(([name, library]) => ['--extern', `${name}=${library}`])];
  try {
    await run('rustc', [...args, ...others, '-o', program, file], { maxBuffer: 2 ** 26 });
    return [];
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
    return said.split('\n').flatMap(complaintsIn);
  }
}

/** What a line of the compiler says: one complaint for each place that it blames. */
function complaintsIn(line: string): Complaint[] {
  if (!line.startsWith('{')) return line.trim() === '' ? [] : [{ file: '', line: 0, text: line }];
  const { level, rendered, spans } = JSON.parse(line) as {
    readonly level: string;
    readonly rendered: string;
    readonly spans: readonly { readonly file_name: string; readonly line_start: number; readonly is_primary: boolean }[];
  };
  if (level !== 'error') return [];
  const places = spans.filter((one) => one.is_primary);
  return places.length === 0
    ? [{ file: '', line: 0, text: rendered }]
    : places.map((one) => ({ file: one.file_name, line: one.line_start, text: rendered }));
}

interface Source {
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** The file that leads the harness to all snippets: one line each, by which the compiler's complaints are led back, then the function `call`. */
function registry(sources: readonly Source[], broken: ReadonlyMap<string, string>): string {
  const good = sources.filter(({ name }) => !broken.has(name));
  return [
    ...sources.map((source) => (broken.has(source.name) ? '' : lineOf(source))),
    'pub async fn call(name: &str, entry: &str, run: &crate::Run) -> Result<Option<String>, crate::BoxError> {',
    '    match name {',
    ...good.map(({ name }) => `        "${name}" => call_${name}(entry, run).await,`),
    ...[...broken].map(
      ([name, text]) => `        "${name}" => Err(${JSON.stringify(`it does not compile: ${text}`).replaceAll(/\\[bfu]/g, '?')}.into()),`,
    ),
    '        _ => Err("there is no such file".into()),',
    '    }',
    '}',
    '',
  ].join('\n');
}

/** The module of a snippet, what it needs of the harness, and a function that calls its functions by name. */
function lineOf({ name, file, code }: Source): string {
  const arms = [...code.matchAll(/^pub async fn (\w+)\(/gm)].map((found) => {
    const open = found.index + found[0].length - 1;
    // A type with a comma of its own is cut in two; what has no name is its second half.
    const takes = split(code.slice(open + 1, closing(code, open)), ',').filter((part) => /^\w+: /.test(part));
    return `"${found[1] ?? ''}" => crate::said(${name}::${found[1] ?? ''}(${takes.map(argument).join(', ')}).await).await,`;
  });
  const methods = /^pub trait Hooks\b[^]*?^\}/m.exec(code)?.[0].match(/\bfn \w+/g) ?? [];
  const hooks = methods.map((method) => hookOf[method.slice('fn '.length)] ?? '').join(' ');
  return [
    `#[path = ${JSON.stringify(file)}] mod ${name};`,
    ...(methods.length > 0 ? [`impl ${name}::Hooks for crate::Run { ${hooks} }`] : []),
    `async fn call_${name}(entry: &str, run: &crate::Run) -> Result<Option<String>, crate::BoxError> { match entry { ${arms.join(' ')} _ => Err("it has no such function".into()) } }`,
  ].join(' ');
}

/** What the harness hands in for a parameter. */
function argument(parameter: string, at: number): string {
  const [name = '', type = ''] = split(parameter, ': ');
  const isMade = type.startsWith('impl');
  switch (name) {
    case 'hooks':
      return 'run';
    case 'body':
      return type === '&str' ? '&run.input().to_string()' : '&run.input()';
    case 'form':
      return isMade ? '|| run.form()' : 'run.form()';
    case 'message':
      return '|token: &str| run.message(token)';
    case 'refresh_token':
      return 'async || run.refresh()';
    case 'is_done':
      return 'async || run.done()';
    case 'show':
      return '|texts: &[&str], actions: &[&str]| run.show(texts, actions)';
    case 'note':
      return '|warning: &str| run.note(warning)';
    case 'run':
      return 'async || run.task().await';
    default:
      return `run.word(${String(at)})`;
  }
}

/** The methods that whole handlers call. */
const hookOf: Readonly<Record<string, string>> = {
  refresh_token: 'async fn refresh_token(&self) -> Result<String, crate::BoxError> { self.refresh() }',
  is_done: 'async fn is_done(&self) -> Result<bool, crate::BoxError> { self.done() }',
  show: 'fn show(&self, texts: &[String], actions: &[String]) { self.show(texts, actions); }',
  note: 'fn note(&self, warning: &str) { self.note(warning) }',
};
