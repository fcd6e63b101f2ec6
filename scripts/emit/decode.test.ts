import { expect, test } from 'vitest';
import { readPaste } from '../decode/read.ts';
import { openDecodeShelf } from '../decode/shelf.ts';
import { pasteWays } from '../decode/ways/index.ts';
import { sentExamples } from '../test/shipped-examples.ts';
import { createContext } from './context.ts';
import { decode } from './decode.ts';
import { compiled, names } from './fixtures/catalogs.ts';

test.each(names)('the templates of %s stand below `decode/` and read every response that is shown', async (name) => {
  const catalog = await compiled(name);
  const files = new Map([...decode.emit(catalog, createContext(catalog))].map(({ path, content }) => [path, content]));
  expect([...files.keys()].filter((path) => !path.startsWith('decode/'))).toEqual([]);
  const shelf = await openDecodeShelf((path) => Promise.resolve(files.get(`decode/${path.replace(/\?.*/, '')}`) ?? ''));
  const responses = sentExamples(catalog).filter(({ message }) => message.transport === 'http');
  expect(responses.length).toBeGreaterThan(5);
  for (const { service, code, message, sent } of responses) {
    const text = pasteWays.map((way) => way.write(sent, message.transport, message.contentType)).find((written) => written !== undefined);
    const pasted = readPaste(text ?? '');
    const answers = pasted === 'too-long' ? [] : await Promise.all(pasted.map((one) => shelf.answer(one)));
    const codes = answers.flatMap(({ readings }) => readings.map((reading) => `${reading.service}/${String(reading.code)}`));
    expect(codes, text).toContain(`${service}/${code}`);
  }
});
