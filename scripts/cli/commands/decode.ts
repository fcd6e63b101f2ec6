import { resolve } from 'node:path';
import { Option } from 'commander';
import type { CompiledCatalog } from '../../compile/types.ts';
import { codesNamed, readerOf } from '../../decode/of-catalog.ts';
import { longestPaste } from '../../decode/longest.ts';
import { namesIn } from '../../decode/names.ts';
import { readPaste } from '../../decode/read.ts';
import { readTextFile, textOfBytes } from '../../load/text-file.ts';
import { transports } from '../../model/vocabulary.ts';
import { nearest } from '../../model/nearest.ts';
import type { Transport } from '../../model/vocabulary.ts';
import { answerJson, answersText, namedText } from '../answer.ts';
import type { CliCommand } from '../command.ts';
import { compiled } from '../compiled.ts';
import { exit, UsageError } from '../exit.ts';
import { catalogOption } from '../options.ts';

/** Enough to see that it is too long: characters take up to four bytes. */
const mostBytes = 4 * longestPaste + 4;

interface Options {
  catalog: string;
  format: string;
  service?: string;
  transport?: Transport;
  operation?: string;
  locale?: string;
}

/** Tells which code a message carries, from a file or stdin. Exits with 0 only where every message that is an error is certain and keeps its contract. */
export const decode: CliCommand = {
  examples: [
    ['curl -si https://api.example/orders | errdex decode', 'a response with its headers'],
    ['errdex decode answer.json', 'a JSON body, a HAR file, a log, a Socket.IO packet, or only a message'],
    ['errdex decode worker.log --service billing --format json', 'for programs, where the service is known'],
    ['errdex decode - --operation placeOrder < answer.json', 'where the message alone does not tell'],
  ],
  declare(command) {
    command
      .argument('[file]', 'what was received; `-` or nothing reads stdin')
      .addOption(catalogOption())
      .option('--service <name>', 'the service that answered')
      .addOption(new Option('--transport <name>', 'how it arrived').choices(transports.filter((name) => name !== 'nested')))
      .option('--operation <name>', 'the operation that was called')
      .option('--locale <locale>', 'language of the text, where the catalog has it')
      .addOption(new Option('--format <format>', 'how to write it').choices(['text', 'json']).default('text'))
      .addHelpText('after', '\nExits with 0 when every error in the text is certain and keeps its contract, else with 1.');
  },
  async run(command, io) {
    const { catalog: root, format, service, transport, operation, locale } = command.opts<Options>();
    const [file = '-'] = command.args;
    const text = file === '-' ? textOfBytes(await io.read(mostBytes)) : await fileText(resolve(io.cwd, file), file);
    const catalog = await compiled(root, io);
    if (!catalog) return exit.findings;
    demandKnown(catalog, service, operation);
    const found = readPaste(text);
    if (found === 'too-long') throw new UsageError('the text is longer than 5 MB; give the one message, or the lines around it');
    const { reader, cards } = readerOf(catalog);
    const hints = {
      ...(service !== undefined && { service }),
      ...(transport && { transport }),
      ...(operation !== undefined && { operation }),
    };
    const answers = found.map((one) => reader.answer(one, hints));
    const known = answers.filter(({ verdict }) => verdict !== 'foreign');
    const others = known.length > 0 ? answers.length - known.length : 0;
    const shown = known.length > 0 ? known : answers.slice(0, 1);
    const named =
      known.length > 0 ? [] : codesNamed(catalog, namesIn(text)).filter((code) => service === undefined || code.service === service);
    if (format === 'json')
      io.out(
        `${JSON.stringify(
          shown.map((answer) => answerJson(catalog, cards, answer, named)),
          null,
          2,
        )}\n`,
      );
    else {
      const page = { colour: io.colour, columns: io.columns, ...(locale !== undefined && { locale }) };
      io.out(answersText(catalog, cards, shown, page) + namedText(catalog, named, page));
    }
    if (answers.length === 0) io.talk('errdex: there is no message in this text\n');
    if (others > 0)
      io.note(`${String(others)} other ${others === 1 ? 'message is no error' : 'messages are no errors'} that the catalog knows\n`);
    return known.length > 0 && known.every(({ verdict }) => verdict === 'certain') ? exit.clean : exit.findings;
  },
};

async function fileText(path: string, name: string): Promise<string> {
  const read = await readTextFile(path, mostBytes);
  if ('failure' in read) throw new UsageError(`\`${name}\` cannot be read (${read.failure})`);
  return read.text;
}

/** A name that the catalog lacks would make every message foreign. */
function demandKnown({ services }: CompiledCatalog, service: string | undefined, operation: string | undefined): void {
  const among = (what: string, name: string | undefined, known: readonly string[]): void => {
    if (name === undefined || known.includes(name)) return;
    const meant = nearest(name, known);
    throw new UsageError(`there is no ${what} \`${name}\`${meant === undefined ? '' : ` (did you mean \`${meant}\`?)`}`);
  };
  const names = services.map((one) => one.service);
  among('service', service, names);
  const own = services.filter((one) => service === undefined || one.service === service);
  among(
    'operation',
    operation,
    own.flatMap(({ operations }) => operations.map(({ name }) => name)),
  );
}
