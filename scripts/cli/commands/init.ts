import { Option } from 'commander';
import { join, relative, resolve, sep } from 'node:path';
import { writeInto } from '../../emit/writer.ts';
import { discover } from '../../load/discover.ts';
import type { CliCommand } from '../command.ts';
import { exit, UsageError } from '../exit.ts';
import { typescriptStarter } from '../starter/typescript.ts';
import { yamlStarter } from '../starter/yaml.ts';

const languages = ['yaml', 'ts'] as const;

interface Options {
  lang?: (typeof languages)[number];
}

/** A first catalog, small and with comments, that builds at once. What is there already is never touched. */
export const init: CliCommand = {
  examples: [
    ['errdex init', 'write ./catalog; asks for the language where there is somebody to ask'],
    ['errdex init --lang ts', 'in TypeScript'],
    ['errdex init docs/errors --lang yaml', 'in another folder'],
  ],
  declare(command) {
    command
      .argument('[folder]', 'folder to write', 'catalog')
      .addOption(new Option('--lang <language>', 'language of the catalog').choices(languages));
  },
  async run(command, io) {
    const [folder = 'catalog'] = command.processedArgs as [string?];
    const found = (await discover(folder)).value;
    if (found && (found.services.length > 0 || found.settings)) throw new UsageError(`there is a catalog in \`${folder}\` already`);
    const lang = command.opts<Options>().lang ?? language(await io.ask('YAML or TypeScript? [yaml/ts] '));
    const path = `shop/service.${lang}`;
    const schema = join(io.cwd, 'node_modules/errdex/catalog/service.schema.json');
    const content = lang === 'ts' ? typescriptStarter() : yamlStarter(relative(resolve(folder, 'shop'), schema).split(sep).join('/'));
    const { value } = await writeInto(resolve(folder), [{ path, content }]);
    if (value === undefined) throw new UsageError(`\`${join(folder, path)}\` is in the way; nothing was written`);
    io.out(`${join(folder, path)}\n`);
    const flag = folder === 'catalog' ? '' : ` --catalog ${folder}`;
    io.note(`errdex: now \`errdex dev${flag}\` shows it while you write, and \`errdex build${flag}\` makes the site\n`);
    return exit.clean;
  },
};

/** What was answered; YAML where nobody was asked or the answer was empty. */
function language(answer = ''): (typeof languages)[number] {
  const word = answer.trim().toLowerCase();
  if (word === '' || 'yaml'.startsWith(word)) return 'yaml';
  if ('typescript'.startsWith(word) || word === 'ts') return 'ts';
  throw new UsageError(`\`${answer.trim()}\` is neither yaml nor ts; nothing was written`);
}
