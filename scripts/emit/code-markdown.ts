import type { CodeLink, CompiledCatalog, CompiledCode, CompiledService, Texts } from '../compile/types.ts';
import { asText } from '../model/json.ts';
import { messageSections } from './code-markdown-messages.ts';
import { links } from './code-facts.ts';
import { handling } from './code-markdown-handling.ts';
import { code as codeSpan, fence, item, link, paragraphs, prose, table } from './markdown.ts';
import { codePath, href } from './paths.ts';
import { pick, pickMaybe } from './texts.ts';
import { fileFrom } from './types.ts';
import type { CodeFormat } from './types.ts';
import { verdicts } from './verdicts.ts';

type Section = string | undefined;

function section(title: string, body: string): Section {
  return body === '' ? undefined : `## ${title}\n\n${body}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => item('-', line)).join('\n');
}

function when(texts: Texts | undefined): string {
  return texts === undefined ? '' : `: ${prose(pick(texts))}`;
}

function codeLink(catalog: CompiledCatalog, to: CodeLink): string {
  return `${link(codeSpan(to.code), href(catalog, codePath({ service: to.service, slug: to.path.split('/').at(-2) ?? '' }, 'md')))} ${prose(pick(to.title))}`;
}

function verdictTable(code: CompiledCode): string {
  const rows = verdicts(code).map(({ question, answer, reason }) => [
    question,
    reason === undefined ? prose(answer) : `${prose(answer)} (${prose(reason)})`,
  ]);
  return table(['Question', 'Answer'], rows);
}

function retry(code: CompiledCode): Section {
  const { when: policy, after, afterFrom, maxAttempts, reason } = code.retry;
  const lines = [
    `Policy: ${codeSpan(policy)}; the flag ${codeSpan('retryable')} is ${codeSpan(String(code.retryable))}`,
    ...(after === undefined ? [] : [`Wait ${after} seconds`]),
    ...(afterFrom === undefined
      ? []
      : [`Wait the seconds that ${codeSpan(afterFrom)} gives${code.retryAfter === undefined ? '' : `, such as ${code.retryAfter}`}`]),
    ...(maxAttempts === undefined ? [] : [`At most ${maxAttempts} attempts in all`]),
    ...(reason === undefined ? [] : [prose(pick(reason))]),
  ];
  return section('Retry', bullets(lines));
}

function causes(code: CompiledCode): Section {
  const each = code.causes.map(({ cause, sign, fix }, at) => {
    const told = sign === undefined ? [] : [`How to tell: ${prose(pick(sign))}`];
    return item(`${at + 1}.`, [prose(pick(cause)), ...told, `Fix: ${prose(pick(fix))}`].join('\n\n'));
  });
  return section('Causes and fixes', each.join('\n\n'));
}

function parameters(code: CompiledCode): Section {
  if (code.params.length === 0) return undefined;
  const rows = code.params.map((param) => [
    codeSpan(param.name),
    prose(param.type) + (param.optional ? ', may be missing' : '') + (param.sensitive ? ', sensitive' : ''),
    (param.places ?? []).map(({ envelope, pointer }) => codeSpan(`${envelope}: ${pointer}`)).join(', '),
    prose(pickMaybe(param.description) ?? ''),
    codeSpan(JSON.stringify(param.example)),
  ]);
  return section('Parameters', table(['Name', 'Type', 'Where', 'Meaning', 'Example'], rows));
}

function wording(code: CompiledCode): Section {
  if (code.wording === 'free') return section('Exact wording', 'The wording is free: do not match on it.');
  const promise = code.wording === 'example' ? '\n\nThe wording is not promised: do not match on it.' : '';
  return section(
    'Exact wording',
    bullets(code.message.map(({ locale, template }) => `${codeSpan(template)} (${prose(locale)})`)) + promise,
  );
}

function raised(service: CompiledService, code: CompiledCode): Section {
  const lines = code.raisedBy.map((by) => {
    const operation = service.operations.find(({ name }) => name === by.operation);
    const address = [operation?.method, operation?.path ?? operation?.event ?? operation?.task]
      .filter((part) => part !== undefined)
      .join(' ');
    return `${codeSpan(by.operation)}${address === '' || address === by.operation ? '' : ` (${codeSpan(address)})`}${when(by.when)}`;
  });
  return section('Raised by', bullets(lines));
}

function emitted(code: CompiledCode): Section {
  const lines = code.emittedBy.map(({ file, lines, symbol, when: said }) => {
    const place = codeSpan(lines === undefined ? file : `${file}:${lines}`);
    return `${place}${symbol === undefined ? '' : `, ${codeSpan(symbol)}`}${when(said)}`;
  });
  return section('Emitted by', bullets(lines));
}

function related(catalog: CompiledCatalog, code: CompiledCode): Section {
  const confusable = code.confusable.map(({ tell, apart, ...to }) => {
    const place =
      apart === undefined
        ? ''
        : `. ${codeSpan(apart.pointer)} is ${codeSpan(asText(apart.here))} here, ${codeSpan(asText(apart.there))} there`;
    return `${codeLink(catalog, to)}. Easily confused${when(tell)}${place}`;
  });
  return section('Related', bullets([...confusable, ...code.related.map((to) => codeLink(catalog, to))]));
}

function history(catalog: CompiledCatalog, { lifecycle }: CompiledCode): Section {
  const { since, deprecated, removed, formerly } = lifecycle;
  const event = (word: string, what: { in: string; use?: CodeLink; reason?: Texts }) =>
    `${word} in ${prose(what.in)}${when(what.reason)}${what.use === undefined ? '' : `. Use ${codeLink(catalog, what.use)}`}`;
  const lines = [
    ...(since === undefined ? [] : [`Since ${prose(since)}`]),
    ...(formerly.length === 0 ? [] : [`Formerly ${formerly.map(codeSpan).join(', ')}`]),
    ...(deprecated === undefined ? [] : [event('Deprecated', deprecated)]),
    ...(deprecated?.removeIn === undefined ? [] : [`To be removed in ${prose(deprecated.removeIn)}`]),
    ...(removed === undefined ? [] : [event('Removed', removed)]),
  ];
  return section('History', bullets(lines));
}

function notes(code: CompiledCode): Section {
  const inferred = Object.entries(code.inferred).map(
    ([fact, why]) => `${codeSpan(fact)} is inferred${why === '' ? '' : `: ${prose(why)}`}`,
  );
  const decisions = code.decisions.map(({ about, decision, why }) => `${prose(about)}: ${prose(decision)} ${prose(why)}`);
  return section('Notes on the source', bullets([...inferred, ...decisions]));
}

function provoke(code: CompiledCode): Section {
  const each = code.provoke.map(
    ({ title, language, run }) => (title === undefined ? '' : `${prose(pick(title))}\n\n`) + fence(language, run.replace(/\n$/, '')),
  );
  return section('Provoke it', each.join('\n\n'));
}

function elsewhere(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode): Section {
  const to = links(catalog, service, code);
  const schemas = Object.entries(to.schemas).map(([envelope, address]) => link(`JSON Schema, ${prose(envelope)}`, address));
  const documents = [to.openapi && link('OpenAPI', to.openapi), to.asyncapi && link('AsyncAPI', to.asyncapi)].filter(
    (each) => each !== undefined,
  );
  return section('Links', bullets([link('Page', to.page), link('JSON', to.json), ...schemas, ...documents]));
}

/** The page of a code as Markdown (CommonMark with GFM tables), in the default locale. */
export function codeMarkdown(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode): string {
  const summary = pickMaybe(code.summary);
  const description = pickMaybe(code.description);
  const sections: Section[] = [
    `# ${codeSpan(code.code)} ${prose(pick(code.title))}`,
    `${prose(pick(service.title))}${code.code === code.id ? '' : `. Listed as ${codeSpan(code.id)}`}`,
    verdictTable(code),
    summary && prose(summary),
    description && paragraphs(description),
    section('What to do now', code.advice.map((step, at) => item(`${at + 1}.`, prose(pick(step)))).join('\n')),
    retry(code),
    ...messageSections(service, code),
    section('Handle it', handling(code)),
    causes(code),
    parameters(code),
    raised(service, code),
    provoke(code),
    related(catalog, code),
    wording(code),
    history(catalog, code),
    emitted(code),
    notes(code),
    elsewhere(catalog, service, code),
  ];
  return `${sections.filter((each) => each !== undefined && each !== '').join('\n\n')}\n`;
}

/** One Markdown file a code: the twin of its page. */
export const codeMarkdownFormat: CodeFormat = {
  name: 'code-markdown',
  title: 'Markdown per code',
  docs: 'The page of a code as `<service>/<code>.md`, for people in a terminal and for language models: verdicts, what to do, the exact text on the wire, code that handles it, causes and fixes, parameters, history. Text of the catalog is escaped, so it never becomes markup, HTML or a link.',
  per: 'code',
  ofCode: (catalog, service, code) => [fileFrom(codePath(code, 'md'), [code], () => codeMarkdown(catalog, service, code))],
};
