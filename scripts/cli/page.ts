import { render } from '../envelope/transports/index.ts';
import { styleText } from 'node:util';
import type { CodeLink, CompiledCatalog, CompiledCode, Texts } from '../compile/types.ts';
import { links } from '../emit/code-facts.ts';
import { pick } from '../emit/texts.ts';
import { verdicts } from '../emit/verdicts.ts';
import { padded, visible } from './format/columns.ts';
import type { Hit } from './lookup.ts';
import { wrap } from './wrap.ts';

/** How the page of a code looks in a terminal. */
export interface PageOptions {
  readonly colour: boolean;
  readonly columns: number;
  /** Documentation locale; the default one where a text is missing in it. */
  readonly locale?: string;
}

/** The page of a code for the terminal, in the order of its page on the site. */
export function terminalPage(catalog: CompiledCatalog, { service, code }: Hit, options: PageOptions): string {
  const { columns, locale } = options;
  const bold = (plain: string) => (options.colour ? styleText('bold', plain, { validateStream: false }) : plain);
  const said = (texts: Texts | undefined): string => (texts === undefined ? '' : pick(texts, locale));
  const section = (title: string, body: readonly string[]): string[] => (body.length === 0 ? [] : ['', bold(title), ...body]);
  const steps = (texts: readonly Texts[]): string[] => texts.flatMap((step, at) => wrap(said(step), columns, `  ${at + 1}. `));
  const prose = (text: string): string[] => (text === '' ? [] : text.split(/\n\s*\n/).flatMap((part) => ['', ...wrap(part, columns)]));
  const to = (link: CodeLink, told: Texts | undefined): string[] =>
    wrap(`${link.service}/${link.id}: ${said(link.title)}${told ? `. ${said(told)}` : ''}`, columns, '  ', '    ');

  const facts = verdicts(code);
  const questions = Math.max(...facts.map(({ question }) => question.length));
  const title = `${bold(visible(code.code))}  ${visible(said(code.title))}`;
  const wording = code.message.map(({ template, locale: wire }) => `  ${visible(template)}${code.message.length > 1 ? `  (${wire})` : ''}`);
  return `${[
    title,
    visible(`${said(service.title)}, ${code.transports.join(', ') || 'no transport'}`),
    '',
    ...facts.flatMap(({ question, answer, reason }) =>
      wrap(`${answer}${reason === undefined ? '' : ` (${reason})`}`, columns, `  ${padded(question, questions)}  `),
    ),
    ...prose(said(code.summary)),
    ...section('What to do now', steps(code.advice)),
    ...code.messages.flatMap(({ envelope, transport, within, contentType, examples }) =>
      section(
        `On the wire: ${envelope} (${within === undefined ? transport : `within ${within}`})`,
        indented(
          render(transport, examples[0]?.message ?? {}, contentType)
            .map((line) => line.text)
            .join('\n'),
        ),
      ),
    ),
    ...section(
      'Causes and fixes',
      code.causes.flatMap(({ cause, sign, fix }, at) => [
        ...wrap(said(cause), columns, `  ${at + 1}. `),
        ...(sign ? wrap(`How to tell: ${said(sign)}`, columns, '     ') : []),
        ...wrap(`Fix: ${said(fix)}`, columns, '     '),
      ]),
    ),
    ...section(
      'Parameters',
      code.params.flatMap((param) =>
        wrap(`${param.name}: ${param.type}${param.optional ? ', may be missing' : ''}. ${said(param.description)}`, columns, '  ', '    '),
      ),
    ),
    ...section(
      'Raised by',
      code.raisedBy.flatMap(({ operation, when }) => wrap(`${operation}${when ? `: ${said(when)}` : ''}`, columns, '  ', '    ')),
    ),
    ...section(
      'Easily confused',
      code.confusable.flatMap((link) => [...to(link, link.tell), ...apart(link).flatMap((line) => wrap(line, columns, '    '))]),
    ),
    ...section(
      'Related',
      code.related.filter(({ path }) => !code.confusable.some((other) => other.path === path)).flatMap((link) => to(link, undefined)),
    ),
    ...section('Exact wording', wording),
    ...prose(said(code.description)),
    ...section('More', [`  ${links(catalog, service, code).page}`]),
  ].join('\n')}\n`;
}

/** Where to look to tell two codes apart, in words. */
function apart({ apart: found, tell }: CompiledCode['confusable'][number]): string[] {
  if (found !== undefined) return [`${found.pointer} is ${JSON.stringify(found.here)} here, ${JSON.stringify(found.there)} there`];
  return tell === undefined ? ['Nothing on the wire tells them apart.'] : [];
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${visible(line)}`);
}
