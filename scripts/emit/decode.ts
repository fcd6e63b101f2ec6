import { decodeShelf } from '../decode/shelf-build.ts';
import { jsonLine } from '../model/json-line.ts';
import { fileFrom, fileOf } from './types.ts';
import type { Format } from './types.ts';

/** The templates for the decoder of the site. */
export const decode: Format = {
  name: 'decode',
  title: 'Templates for decoding',
  docs: '`decode/`: the resolved templates of all messages in files of some 64 codes, and `index.json`, which tells the files that a message needs. A format of our own, made for `/decode/` of the same build; for other programs there is `templates/`.',
  *emit(catalog, { part }) {
    for (const file of decodeShelf(catalog, jsonLine, part)) {
      const path = `decode/${file.path}`;
      yield file.madeFrom ? fileFrom(path, file.madeFrom, () => file.content) : fileOf(path, file.content);
    }
  },
};
