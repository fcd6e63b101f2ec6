import { html } from 'hono/html';
import type { Texts } from '../compile/types.ts';
import { shellWord } from '../model/shell-word.ts';
import type { Triggers } from './triggers.ts';

const say = (texts: Texts): string => Object.values(texts)[0] ?? '';

/** What works everywhere, by example. */
const general = (base: string, path: string): [what: string, how: string][] => [
  ['Values of this request', `curl -i ${shellWord(`${base}${path}?params.name=value&context.name=value`)}`],
  ['The same as JSON', `curl -i ${shellWord(base + path)} --json '{"mock": {"params": {"name": "value"}}}'`],
  ['The same in a header, on any path', `-H 'Mock-Options: params.name=value&status=404&locale=en&envelope=name'`],
  [
    'Fail twice, then succeed; runs with other keys are not disturbed',
    `curl -i -H 'Mock-Scenario: my-run; fail=2' ${shellWord(base + path)}`,
  ],
  ['The same for a client that is only told a base address', `${base}/~at/my-run${path}`],
  ['Define a scenario beforehand', `curl ${base}/~mock/scenarios --json '{"key": "my-run", "code": "...", "fail": 2, "then": "success"}'`],
  ['What a scenario has seen', `curl ${base}/~mock/scenarios/my-run`],
  ['A code that is not in the catalog', `curl -i ${shellWord(`${base}/<service>/~unknown`)}`],
  ['What a proxy answers: a page, no JSON', `curl -i ${shellWord(`${base}/<service>/~proxy`)}`],
];

/** The page of triggers: HTML without scripts, its style sheet beside it, everything from the catalog escaped. */
export function triggerPage({ title, base, transports, services }: Triggers): ReturnType<typeof html> {
  const [first] = services.flatMap(({ codes, service }) => codes.map(({ id }) => ({ service, id })));
  const path = first ? `/${first.service}/${first.id}` : '/';
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>Mock of ${say(title)}</title>
        <link rel="stylesheet" href="/~mock/page.css" />
      </head>
      <body>
        <main>
          <h1>Mock of ${say(title)}</h1>
          <p>
            Every error of the catalog, as a client receives it. The same list for programs:
            <a href="/~mock/triggers.json">triggers.json</a>.
          </p>
          <nav aria-label="Services">
            <ul>
              ${services.map(({ service, title: name }) => html`<li><a href="#${service}">${say(name)}</a></li>`)}
            </ul>
          </nav>
          <h2>For every error</h2>
          <dl>
            ${general(base, path).map(
              ([what, how]) =>
                html`<dt>${what}</dt>
                  <dd>
                    <pre><code>${how}</code></pre>
                  </dd>`,
            )}
          </dl>
          <h2>Transports</h2>
          <dl class="words">
            ${transports.map(
              ({ name, does }) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${does}</dd>
                </div>`,
            )}
          </dl>
          ${services.map(
            ({ service, title: name, operations, codes }) => html`
              <h2 id="${service}">${say(name)}</h2>
              ${
                operations.length > 0
                  ? html`<h3>Operations</h3>
                      <p>Without <code>Prefer: code=...</code> they succeed: 200 with <code>{"ok":true}</code>, 204 for DELETE.</p>
                      <ul class="operations">
                        ${operations.map(({ method, path: at, raises }) => html`<li><code>${method ?? 'any method'} ${at}</code>: ${raises.join(', ')}</li>`)}
                      </ul>`
                  : ''
              }
              <h3>Codes</h3>
              <dl>
                ${codes.map(
                  ({ code, title: what, ways }) =>
                    html`<dt><code>${code}</code> ${say(what)}</dt>
                      ${ways.map(
                        ({ run }) =>
                          html`<dd>
                            <pre><code>${run}</code></pre>
                          </dd>`,
                      )}`,
                )}
              </dl>
            `,
          )}
        </main>
      </body>
    </html>`;
}
