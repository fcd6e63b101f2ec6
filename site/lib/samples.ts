import type { CompiledCatalog } from '../../scripts/compile/types.ts';
import { pasteWays } from '../../scripts/decode/ways/index.ts';
import type { Transport } from '../../scripts/model/vocabulary.ts';

/** A message to try the decoder with, as somebody would paste it. */
export interface PasteSample {
  service: string;
  code: string;
  transport: Transport;
  text: string;
}

/** One example a service and transport, of the code with most parameters, as long as there are not too many. */
export function pasteSamples({ services }: Pick<CompiledCatalog, 'services'>, most = 6): PasteSample[] {
  const found = services.flatMap(({ codes, service, transports }) =>
    transports.flatMap((transport): PasteSample[] => {
      const able = codes.filter((code) => code.messages.some((message) => message.transport === transport && message.examples.length > 0));
      const [code] = able.toSorted((one, two) => two.params.length - one.params.length);
      const message = code?.messages.find((one) => one.transport === transport);
      const sent = message?.examples[0]?.message;
      const texts = message && sent ? pasteWays.map((way) => way.write(sent, transport, message.contentType)) : [];
      const text = texts.find((one) => one !== undefined);
      return code && text !== undefined ? [{ service, code: code.code, transport, text: text.replaceAll('\r', '') }] : [];
    }),
  );
  return found.slice(0, most);
}
