import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { file, functionName, needed, parameterNames, parameters, passOn, reaction, reader, text } from './php.ts';

/** The extension of PHP for cURL. */
export const phpHttp: Client = {
  id: 'php-http',
  title: 'PHP, cURL',
  language: 'php',
  languageTitle: 'PHP',
  extension: 'php',
  transports: ['http'],
  libraries: ['curl'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, recognition } = plan;
  if (recognition.signs.length === 0) return undefined;
  const keys = [...(call.path ?? '/').matchAll(/\{([^{}]+)\}/g)].map(([, key = '']) => key);
  const names = parameterNames(keys);
  const content = contentOf(call);
  const takes: Argument[] = [
    ...keys.map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const given = takes.map((one, at) => (one.kind === 'path' ? `string $${names[at] ?? ''}` : parameters[one.kind]));
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const depth = loop ? 8 : 4;
  const places = [...recognition.signs, ...needed(plan)].map(({ place: [slot] }) => slot);
  const read = reader('$error');
  const lines = [
    ...request(plan, address(call.path ?? '/', names), places.includes('headers')),
    ...when(places.includes('body'), '$error = json_decode($answer, true);'),
    ...passOn(recognition.signs, read, '$response', depth),
    ...reaction(plan, read, '$response', '$token = $refreshToken();', depth),
  ];
  const before = when(policy.kind === 'refresh', "$token = getenv('API_TOKEN');");
  const whole = file(plan, given, policy.kind === 'show' ? '?array' : 'array', before, lines);
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}

/** The address, with the values of its path escaped. */
function address(path: string, names: readonly string[]): string {
  const parts = path.split(/\{[^{}]+\}/);
  return [
    "getenv('API_URL')",
    ...parts.flatMap((part, at) => [...when(part !== '', text(part)), ...when(at < names.length, `rawurlencode($${names[at] ?? ''})`)]),
  ].join(' . ');
}

/** The call; what came of it is in `$response`. Where no answer came, or not the whole of one, cURL tells why. */
function request({ call, policy }: Plan, url: string, reads: boolean): Line[] {
  const content = contentOf(call);
  const verb = call.method ?? 'GET';
  const sent = content === 'form' ? '$form' : '$body';
  // cURL says itself that it sends a form, and knows what stands between its parts.
  const headers = [
    ...when(policy.kind === 'refresh', '"Authorization: Bearer $token"'),
    ...when(content === 'json' || content === 'other', text(`Content-Type: ${call.contentType ?? ''}`)),
  ];
  const isPlain = verb === 'GET' || verb === 'HEAD' || (verb === 'POST' && content !== 'nothing');
  return [
    ...when(reads, '$headers = [];'),
    `$curl = curl_init(${url});`,
    'curl_setopt_array($curl, [',
    '    CURLOPT_RETURNTRANSFER => true,',
    ...when(verb === 'HEAD', '    CURLOPT_NOBODY => true,'),
    ...when(!isPlain, `    CURLOPT_CUSTOMREQUEST => ${text(verb)},`),
    ...when(headers.length > 0, `    CURLOPT_HTTPHEADER => [${headers.join(', ')}],`),
    ...when(content !== 'nothing', `    CURLOPT_POSTFIELDS => ${sent},`),
    ...when(
      reads,
      '    CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$headers): int {',
      "        [$name, $value] = explode(':', $line, 2) + ['', ''];",
      '        $headers[strtolower($name)] = trim($value);',
      '        return strlen($line);',
      '    },',
    ),
    ']);',
    '$answer = curl_exec($curl);',
    'is_string($answer) || throw new \\RuntimeException(curl_error($curl));',
    "$response = ['status' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE), 'body' => $answer];",
  ];
}
