import type { PasteWay } from '../pasted.ts';
import { readResponses, responseLines } from './http-response.ts';

/** What curl tells of the connection, the request, and sizes, beside the response itself. */
const TALK = /^(?:\* |> |>$|[{}] \[\d+ bytes data\]|\s*%\s+Total)/;

/** What `curl -v` prints: `<` before each line of the head, the content as it is. */
export const curlVerbose: PasteWay = {
  name: 'curl-verbose',
  title: '`curl -v` output',
  read(text) {
    if (!/^< HTTP\//m.test(text)) return undefined;
    // Lines that are left out stay as empty ones before the response, so that its line is the one of the text.
    let began = false;
    const lines = text.split('\n').flatMap((line) => {
      began ||= line.startsWith('< HTTP/');
      if (!began) return [''];
      return TALK.test(line) ? [] : [line.replace(/^<(?: |$)/, '')];
    });
    return readResponses(lines.join('\n'))?.map((one) => ({ ...one, way: curlVerbose.name }));
  },
  write(message, transport, contentType) {
    const lines = transport === 'http' ? responseLines(message, contentType) : undefined;
    if (!lines) return undefined;
    const end = lines.indexOf('');
    const head = lines.slice(0, end + 1).map((line) => `< ${line}`.trimEnd());
    const request = ['* Connected to api.example (192.0.2.1) port 443', '> GET /orders HTTP/1.1', '> Host: api.example', '>'];
    return [...request, ...head, '{ [120 bytes data]', ...lines.slice(end + 1), '* Connection #0 to host api.example left intact'].join(
      '\n',
    );
  },
};
