import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './sources.ts';

/** A block of code of a document, and the comment above it that says what it is for: `<!-- file: a/b.yaml -->`. */
export interface Block {
  readonly mark?: string;
  /** What stands behind the colon of the mark. */
  readonly value: string;
  readonly language: string;
  readonly content: string;
}

/** The blocks of code of a Markdown document, in order. */
export function blocksOf(text: string): Block[] {
  const found = text.matchAll(/(?:<!-- (\w+)(?:: (\S+))? -->\n\n)?```(\w+)\n([\s\S]*?)```/g);
  return Array.from(found, ([, mark, value = '', language = '', content = '']) => ({
    ...(mark !== undefined && { mark }),
    value,
    language,
    content,
  }));
}

const CLI = join(root, 'scripts/cli/errdex.mjs');

/**
 * Follows a document as a reader does, in a folder: a block under `<!-- file: path -->` is written, the lines of `sh` blocks run one by one
 * (those under `<!-- expect: 1 -->` must end with that status), and each line of a `text` block is looked for in what the command above
 * printed. A file that a command complains about is taken away again, so that the tour goes on. Servers are left out: they do not end.
 *
 * @returns how many commands ran
 * @throws Error that names the line and shows what it printed
 */
export function follow(text: string, folder: string): number {
  let printed = '';
  let ran = 0;
  let written = '';
  for (const { mark, value, language, content } of blocksOf(text)) {
    if (mark === 'file') {
      written = join(folder, value);
      mkdirSync(dirname(written), { recursive: true });
      writeFileSync(written, content);
    } else if (language === 'sh') {
      for (const line of content.trim().split('\n')) {
        if (/^npx errdex (preview|mock|dev)\b/.test(line)) continue;
        const command = line.replaceAll('npx errdex', `'${process.execPath}' '${CLI}'`);
        const run = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
        printed = run.stdout + run.stderr;
        const wanted = mark === 'expect' ? Number(value) : 0;
        if (run.status !== wanted) throw new Error(`${line}: status ${String(run.status)}, not ${wanted}\n${printed}`);
        ran += 1;
      }
      if (mark === 'expect') rmSync(written, { force: true });
    } else if (language === 'text') {
      const missing = content
        .trim()
        .split('\n')
        .find((line) => !printed.includes(line));
      if (missing !== undefined) throw new Error(`nothing printed \`${missing}\`, but:\n${printed}`);
    }
  }
  return ran;
}
