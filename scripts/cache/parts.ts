import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './prints.ts';

/** What was worked out of parts of the catalog, as plain JSON, in a folder. */
export interface Parts {
  /** Reads the part of a key, or makes it and keeps it. */
  of<T>(key: string, make: () => T): T;
  /** Throws away all that nobody has asked for. */
  finish(): void;
}

const format = 'errdex-part 1';

/** Opens a folder of parts, which need not be there. What is damaged there is not read, and what cannot be kept is not: both cost time only. */
export function openParts(folder: string): Parts {
  const asked = new Set<string>();

  function read(key: string): { readonly part: unknown } | undefined {
    try {
      const text = readFileSync(join(folder, key), 'utf8');
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      return end > 0 && text.slice(0, end) === `${format} ${key} ${print(body)}` ? { part: JSON.parse(body) as unknown } : undefined;
    } catch {
      return undefined;
    }
  }

  function write(key: string, part: unknown): void {
    const file = join(folder, key);
    try {
      mkdirSync(folder, { recursive: true });
      const body = JSON.stringify(part);
      writeFileSync(`${file}.${String(process.pid)}`, `${format} ${key} ${print(body)}\n${body}`);
      rmSync(file, { recursive: true, force: true });
      renameSync(`${file}.${String(process.pid)}`, file);
    } catch {
      // The next build makes it again. What stands in the way of the folder goes with the next sound build.
    }
  }

  return {
    of(key, make) {
      asked.add(key);
      const known = read(key);
      // What this key names was made by the same function of the same tool.
      if (known) return known.part as ReturnType<typeof make>;
      const part = make();
      write(key, part);
      return part;
    },
    finish() {
      try {
        for (const name of readdirSync(folder)) if (!asked.has(name)) rmSync(join(folder, name), { recursive: true });
      } catch {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
