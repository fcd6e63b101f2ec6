/** The style sheet of the page of triggers: system fonts, light and dark, and commands that wrap on a phone. */
export const pageStyle = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fcfcfa, #121416); color: light-dark(#1b1d1f, #e7e8e6); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 20px 16px 60px; }
a { color: light-dark(#1a57b3, #8ab4f8); }
h1 { margin: 0 0 4px; font-size: 26px; }
h2 { margin: 32px 0 8px; font-size: 18px; }
h3 { margin: 18px 0 6px; font-size: 15px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; list-style: none; }
code, pre { font: 13px/1.55 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
dt { margin-top: 10px; }
dt > code { font-weight: 600; }
dd { margin: 0; }
dl.words > div, ul.operations > li { padding: 6px 0; border-top: 1px solid light-dark(#e2e2da, #2c3136); }
dl.words dt { margin: 0; font-weight: 600; }
ul.operations { padding: 0; list-style: none; }
pre { margin: 3px 0 0; padding: 6px 10px; border: 1px solid light-dark(#e2e2da, #2c3136); border-radius: 7px; background: light-dark(#f7f7f3, #171a1d); white-space: pre-wrap; }
`;
