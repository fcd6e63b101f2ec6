import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCatalog } from '../pipeline.ts';
import { compiled } from '../emit/fixtures/catalogs.ts';
import type { Runtime } from '../prove/runtime.ts';
import { candidatesOf } from '../snippet/candidates.ts';
import type { Candidate } from '../snippet/candidates.ts';
import { handlersOf, writers } from '../snippet/handlers/index.ts';
import { handlerPlansOf } from '../snippet/handlers/plan.ts';
import { hostileHandler } from './hostile/plans.ts';
import { root } from './sources.ts';

/** What is written for a runtime, for the oracles of its language. */
export interface WrittenSnippets {
  /** A folder of their own; `end` removes it. */
  readonly folder: string;
  readonly candidates: readonly Candidate[];
  /** Whole handlers, also of a catalog with every shape of message. */
  readonly handlers: readonly string[];
  /** Whole handlers of the shipped catalog's plans with a hostile text in every place. */
  readonly harmful: readonly string[];
  /** Writes codes as files `s0`, `s1`, ... below the folder, and gives their paths. */
  readonly write: (name: string, codes: readonly string[]) => Promise<string[]>;
  readonly end: () => Promise<void>;
}

/**
 * All that is written for a runtime from the shipped catalog; the runtime is set up where it is missing.
 *
 * @param extension of its files: `go`
 */
export async function writtenSnippets(runtime: Runtime, extension: string): Promise<WrittenSnippets> {
  const { catalog } = await compileCatalog(join(root, 'catalog'), { today: '2026-01-01', toolVersion: '0', unproven: true });
  if (!catalog) throw new Error('the shipped catalog has errors');
  await runtime.versions(runtime.clients[0] ?? '');
  const isOwn = (id: string): boolean => runtime.clients.includes(id);
  const folder = await mkdtemp(join(tmpdir(), `errdex-${runtime.id}-`));
  return {
    folder,
    candidates: candidatesOf(catalog).filter(({ client }) => isOwn(client.id)),
    handlers: [...handlersOf(catalog), ...handlersOf(await compiled('fixture'))]
      .filter(({ client }) => isOwn(client.id))
      .map(({ code }) => code),
    harmful: catalog.services.flatMap((service) =>
      handlerPlansOf(service, 'en').flatMap((plan) =>
        writers
          .filter(({ client }) => isOwn(client.id) && client.transports.includes(plan.transport))
          .flatMap((writer) => writer.write(hostileHandler(plan))?.code ?? []),
      ),
    ),
    async write(name, codes) {
      await mkdir(join(folder, name));
      return Promise.all(
        codes.map(async (code, at) => {
          const file = join(folder, name, `s${String(at)}.${extension}`);
          await writeFile(file, code);
          return file;
        }),
      );
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
