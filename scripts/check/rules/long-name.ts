import type { Path } from '../../model/json.ts';
import { slug } from '../../model/slug.ts';
import type { Rule } from '../rule.ts';

/** File systems take names of 255 bytes; the ending of a file, and the temporary names of hosts, need some of them. */
const most = 200;

/** Names from which a path of the site is made, and which no file system would take. */
export const longName: Rule = {
  id: 'long-name',
  title: 'Names fit into a path',
  severity: 'error',
  why: 'Pages and schemas are files with these names, and no file system takes a longer one.',
  fix: `Choose a name of at most ${most} letters, digits, \`_\`, \`-\` and dots; any other byte counts as three.`,
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    formerly: [SOLD_OUT]'],
    bad: [`codes:\n  OUT_OF_STOCK:\n    formerly:\n      - ${'SOLD_OUT_'.repeat(23)} # <--`],
  },
  isLocal: true,
  service({ service, codes }, report) {
    const hold = (name: string, path: Path, key: boolean): void => {
      const { length } = slug(name);
      if (length > most) report({ message: `\`${name.slice(0, 40)}...\` is ${length} characters long in a path`, path, key });
    };
    hold(service.service, ['service'], false);
    for (const name of Object.keys(service.envelopes)) hold(name, ['envelopes', name], true);
    for (const { id, code } of codes) {
      hold(id, ['codes', id], true);
      if (code.code !== undefined) hold(code.code, ['codes', id, 'code'], false);
      for (const [at, name] of (code.formerly ?? []).entries()) hold(name, ['codes', id, 'formerly', at], false);
    }
  },
};
