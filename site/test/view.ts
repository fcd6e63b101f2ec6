import { dictionary } from '../i18n/index.ts';
import { pick, plain } from '../lib/text.ts';
import type { View } from '../lib/view.ts';

/** A view without a site around it, in English. */
export const view: View = {
  locale: 'en',
  ...dictionary('en'),
  address: (path) => `https://errors.example${path}`,
  href: (path) => path,
  file: (path) => path,
  number: String,
  say: (texts) => plain(pick(texts, 'en')?.text ?? ''),
  mark: (texts) => pick(texts, 'en')?.text ?? '',
};
