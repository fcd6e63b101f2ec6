import type { CompiledCatalog } from '../compile/types.ts';
import type { Client, Snippet } from './client.ts';
import { clients } from './clients/index.ts';
import { plansOf } from './plan.ts';
import type { Plan, Stray, TrialName } from './types.ts';

/** A snippet that has still to show what it can. */
export interface Candidate {
  /** `service/id/transport/client`: its name in records. */
  readonly name: string;
  readonly plan: Plan;
  readonly client: Client;
  readonly snippet: Snippet;
  /** For a whole handler met with one of its errors: what it is made to meet. Absent: everything that a snippet must stand. */
  readonly trials?: readonly TrialName[];
  /** For the same: messages like that of the error, which it must not take for it. */
  readonly strays?: readonly Stray[];
}

/** All snippets of a catalog: every code, every transport of it, every client that speaks it. What an author wrote takes the place of ours. */
export function candidatesOf(catalog: CompiledCatalog): Candidate[] {
  const [locale = 'en'] = catalog.locales;
  return catalog.services.flatMap((service) =>
    service.codes.flatMap((code) =>
      plansOf(code, service, locale).flatMap((plan) =>
        clients
          .filter(({ transports }) => transports.includes(plan.transport))
          .flatMap((client) => {
            const made = client.snippet(plan);
            if (!made) return [];
            const name = `${service.service}/${code.id}/${plan.transport}/${client.id}`;
            const written = code.snippetsWritten?.[client.id];
            return [{ name, plan, client, snippet: written === undefined ? made : authored(written, made, plan) }];
          }),
      ),
    ),
  );
}

/** A snippet of an author: the same function as ours; the lines with the facts are found by the values that they name. */
function authored(code: string, { entry }: Snippet, plan: Plan): Snippet {
  const values = plan.recognition.signs.map((sign) => String('equals' in sign ? sign.equals : sign.starts || sign.ends));
  const facts = code.split('\n').flatMap((line, at) => (values.some((value) => line.includes(value)) ? [at + 1] : []));
  return { code: code.endsWith('\n') ? code : `${code}\n`, facts, entry };
}
