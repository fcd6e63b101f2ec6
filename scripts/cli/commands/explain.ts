import { codeFacts } from '../../emit/code-facts.ts';
import { codeMarkdown } from '../../emit/code-markdown.ts';
import { pick } from '../../emit/texts.ts';
import type { CliCommand } from '../command.ts';
import { compiled } from '../compiled.ts';
import { exit } from '../exit.ts';
import { lookUp, nameOf } from '../lookup.ts';
import { catalogOption } from '../options.ts';
import { terminalPage } from '../page.ts';
import { Option } from 'commander';

interface Options {
  catalog: string;
  format: string;
  locale?: string;
}

/** The page of one code in the terminal. An ambiguous or unknown code exits with 2: the question has to be put in another way. */
export const explain: CliCommand = {
  examples: [
    ['errdex explain CARD_017', 'case and separators do not matter: card017 finds it too'],
    ['errdex explain billing/404', 'a code of one service, where several have it'],
    ['errdex explain CARD_017 --format json', 'every fact, for programs'],
  ],
  declare(command) {
    command
      .argument('<code>', 'the code, or service/CODE')
      .addOption(catalogOption())
      .addOption(new Option('--format <format>', 'how to write it').choices(['text', 'json', 'md']).default('text'))
      .option('--locale <locale>', 'language of the text, where the catalog has it');
  },
  async run(command, io) {
    const { catalog: root, format, locale } = command.opts<Options>();
    const [question = ''] = command.args;
    const catalog = await compiled(root, io);
    if (!catalog) return exit.findings;
    const { hits, near } = lookUp(catalog, question);
    const [hit] = hits;
    if (!hit) {
      io.talk(`errdex: there is no code \`${question}\`\n`);
      if (near.length > 0) io.talk(`Did you mean one of these?\n${near.map((name) => `  ${name}\n`).join('')}`);
      return exit.usage;
    }
    if (hits.length > 1) {
      io.talk(
        `errdex: ${hits.length} codes are called \`${question}\`; say which:\n${hits.map((one) => `  ${nameOf(one)}  ${pick(one.code.title)}\n`).join('')}`,
      );
      return exit.usage;
    }
    if (format === 'json') io.out(`${JSON.stringify(codeFacts(catalog, hit.service, hit.code), null, 2)}\n`);
    else if (format === 'md') io.out(codeMarkdown(catalog, hit.service, hit.code));
    else io.out(terminalPage(catalog, hit, { colour: io.colour, columns: io.columns, ...(locale !== undefined && { locale }) }));
    return exit.clean;
  },
};
