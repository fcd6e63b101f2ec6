import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { functionName, matching, method, name, parameters, reaction, readsError, text } from './ruby.ts';

/** `Net::HTTP` of Ruby's standard library. */
export const rubyHttp: Client = {
  id: 'ruby-http',
  title: 'Ruby, Net::HTTP',
  language: 'ruby',
  languageTitle: 'Ruby',
  extension: 'rb',
  transports: ['http'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, recognition } = plan;
  if (recognition.signs.length === 0) return undefined;
  const content = contentOf(call);
  const { url, variables } = address(call.path ?? '/');
  const takes: Argument[] = [
    ...[...variables.keys()].map((one): Argument => ({ kind: 'path', name: one })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? (variables.get(one.name) ?? '') : parameters[one.kind]));
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const reads = readsError(plan);
  const subjects = subjectsOf(plan, reads);
  const isParsed = subjects.has('body');
  const leave = { pass: loop ? 'return response' : 'response', leave: 'return response' };
  const lines = [
    ...request(plan),
    ...matching(plan, subjects, reads, reaction(plan, 'response', 'token = refresh_token.call', loop ? 6 : 4), leave),
  ];
  const before = [`uri = URI(${url})`, ...when(policy.kind === 'refresh', "token = ENV.fetch('API_TOKEN')")];
  const whole: Line[] = [
    ...when(variables.size > 0, "require 'erb'"),
    ...when(isParsed, "require 'json'"),
    "require 'net/http'",
    '',
    ...method(plan, given, before, lines),
    ...when(
      isParsed,
      '',
      'def error_of(response)',
      '  JSON.parse(response.body.to_s, symbolize_names: true)',
      'rescue JSON::ParserError',
      '  nil',
      'end',
    ),
  ];
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}

/** What is looked at, by slot: the head of the response first, for it costs nothing to look at. */
function subjectsOf({ recognition }: Plan, reads: boolean): Map<string, string> {
  const subjects = new Map<string, string>();
  for (const { place } of recognition.signs) {
    if (place[0] === 'status') subjects.set('status', 'response.code');
    if (place[0] === 'headers') subjects.set(`headers/${place[1] ?? ''}`, `response[${text(place[1] ?? '')}]`);
  }
  if (reads || recognition.signs.some(({ place }) => place[0] === 'body')) subjects.set('body', 'error_of(response)');
  return subjects;
}

/** The address with the values of its path put in, and the variable for each; what a path cannot hold is encoded. */
function address(path: string): { url: string; variables: ReadonlyMap<string, string> } {
  const variables = new Map<string, string>();
  const plain = (part: string): string =>
    encodeURI(part.replaceAll(/\p{Cs}/gu, '\uFFFD'))
      .replaceAll(/%25(?=[0-9A-Fa-f]{2})/g, '%')
      .replaceAll('#', '%23');
  const parts = path.split(/\{([^{}]+)\}/).map((part, at) => {
    if (at % 2 === 0) return plain(part);
    const wanted = name(part);
    const others = [...variables].filter(([one]) => one !== part).map(([, variable]) => variable);
    const variable = variables.get(part) ?? (others.includes(wanted) ? `${wanted}_${String(variables.size + 1)}` : wanted);
    variables.set(part, variable);
    return `#{ERB::Util.url_encode(${variable})}`;
  });
  return { url: `"#{ENV.fetch('API_URL')}${parts.join('')}"`, variables };
}

/** The call, in the shortest way that `Net::HTTP` has for it. */
function request({ call, policy }: Plan): Line[] {
  const content = contentOf(call);
  const verb = call.method ?? 'GET';
  const headers = [
    ...when(content === 'json' || content === 'other', `'Content-Type' => ${text(call.contentType ?? '')}`),
    ...when(policy.kind === 'refresh', '\'Authorization\' => "Bearer #{token}"'),
  ];
  const given = headers.length > 0 ? `, ${headers.join(', ')}` : '';
  if (verb === 'POST' && content !== 'form') return [`response = Net::HTTP.post(uri, ${content === 'nothing' ? "''" : 'body'}${given})`];
  if (verb === 'GET' && content === 'nothing') return [`response = Net::HTTP.get_response(uri${given})`];
  return [
    `request = Net::HTTP::${verb.charAt(0)}${verb.slice(1).toLowerCase()}.new(uri${given})`,
    ...when(content === 'form', `request.set_form(form, ${text(call.contentType ?? '')})`),
    ...when(content === 'json' || content === 'other', 'request.body = body'),
    "response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }",
  ];
}
