import type { CompiledCatalog, CompiledService } from '../../scripts/compile/types.ts';
import { pasteWays } from '../../scripts/decode/ways/index.ts';
import type { Transport } from '../../scripts/model/vocabulary.ts';

/** A message to try the decoder with, as somebody would paste it. */
export interface PasteSample {
  service: string;
  code: string;
  transport: Transport;
  text: string;
}

/** Among so many codes the fullest is looked for, so that the page costs the same for every size of a catalog. */
const looked = 64;

/** One example a service and transport, of a code with many parameters, as long as there are not too many. */
export function pasteSamples({ services }: Pick<CompiledCatalog, 'services'>, most = 6): PasteSample[] {
  const found: PasteSample[] = [];
  for (const service of services)
    for (const transport of service.transports) {
      const sample = found.length < most ? sampleOf(service, transport) : undefined;
      if (sample) found.push(sample);
    }
  return found;
}

function sampleOf({ service, codes }: CompiledService, transport: Transport): PasteSample | undefined {
  const sent = codes.filter(({ messages }) => messages.some((message) => message.transport === transport)).slice(0, looked);
  const able = sent.filter(({ messages }) => messages.some((message) => message.transport === transport && message.examples.length > 0));
  const [code] = able.toSorted((one, two) => two.params.length - one.params.length);
  const message = code?.messages.find((one) => one.transport === transport);
  const example = message?.examples[0]?.message;
  const texts = message && example ? pasteWays.map((way) => way.write(example, transport, message.contentType)) : [];
  const text = texts.find((one) => one !== undefined);
  return code && text !== undefined ? { service, code: code.code, transport, text: text.replaceAll('\r', '') } : undefined;
}
