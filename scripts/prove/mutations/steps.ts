import type { Mutation } from './mutation.ts';
import { closing, each } from './edit.ts';
import { impliedOnly } from './tests.ts';

/** The argument of a call in a line: where it begins and ends. */
function argumentOf(line: string, call: RegExp): [from: number, to: number] | undefined {
  const found = call.exec(line);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const to = closing(line, from - 1);
  return to < 0 ? undefined : [from, to];
}

/** Wrong steps: left out, twice, at the wrong moment, in the wrong unit. */
export const steps: readonly Mutation[] = [
  {
    id: 'dropped-step',
    title: 'a step is left out',
    *edit(line, plan) {
      const isStep = /[;)\w'"\]]\s*(?:\/\/.*|#.*)?$/.test(line) && !/[{(,[:|]\s*$/.test(line) && !/^\s*[\])}]/.test(line);
      const opens = (line.match(/[({[]/g) ?? []).length !== (line.match(/[)}\]]/g) ?? []).length;
      const isDeclaration =
        /^\s*(?:export|public|private|static|def|fn|func|function|class|const sleep|end\b|else\b|do\b|then\b|for\b|while\b)/.test(line);
      // The end of a function that gives nothing is the same without saying so.
      const isEmptyReturn = /^\s*(?:return(?: undefined| null| None| nil)?|nil);?$/.test(line);
      // PHP makes a list of what is written to as one.
      const isEmptyList = /^\s*\$\w+ = \[\];$/.test(line);
      // Values of paths in the trials are the same when they are escaped.
      const isEscaping = /^\s*let (\w+) = urlencoding::encode\(\1\);$/.test(line);
      // Types of TypeScript are gone when it runs.
      const isType = /^\s*(?:'[^']*'|\w+)\??: (?:string|number|boolean|unknown|\{ .* \})(?:\[\])?;$/.test(line);
      const isNothing = isDeclaration || isEscaping || isType || isEmptyReturn || isEmptyList;
      if (isStep && !opens && !isNothing && !impliedOnly(line, plan)) yield line.replace(/\S.*$/, '');
    },
  },
  {
    id: 'dropped-wait',
    title: 'no wait between attempts, or one in milliseconds instead of seconds',
    *edit(line, { policy }) {
      if (policy.kind !== 'retry' || policy.wait.kind === 'none') return;
      yield* each(line, / \* (?:1_000_000|1000|1_000|1e3)\b(?:\.0|L)?/, '');
      yield* each(line, /\btime\.Second\b/, 'time.Millisecond');
      yield* each(line, /\bofSeconds\b/, 'ofMillis');
      const place = argumentOf(line, /\b(?:sleep|usleep|Sleep)\((?!seconds:)/);
      if (place && !/=>|\bdef\b|\bfunction\b/.test(line)) {
        yield `${line.slice(0, place[0])}0 * (${line.slice(...place)})${line.slice(place[1])}`;
        yield `${line.slice(0, place[0])}1000 * (${line.slice(...place)})${line.slice(place[1])}`;
      }
    },
  },
  {
    id: 'no-jitter',
    title: 'every client waits equally long',
    *edit(line, { policy }) {
      if (policy.kind !== 'retry' || policy.wait.kind !== 'backoff') return;
      yield* each(
        line,
        /(?:Math\.random\(\)|random\.random\(\)|rand\.Float64\(\)|\brand(?:\(\))?|mt_rand\(\) ?\/ ?mt_getrandmax\(\)|lcg_value\(\)) \* /,
        '',
      );
      yield* each(line, /\.mul_f64\(rand::random\(\)\)/, '');
      yield* each(line, /random(?:\.uniform|_int)\(0, (.+)\)(?=\))/, ([, most = '']) => most);
      yield* each(line, /\b(?:nextDouble|nextLong|nextInt)\((?:0, )?(\w+)\)/, ([, most = '']) => most);
    },
  },
  {
    id: 'constant-wait',
    title: 'a constant instead of what the message says',
    *edit(line, { policy }) {
      if (policy.kind !== 'retry' || policy.wait.kind !== 'told' || !policy.wait.varies) return;
      const seconds = String(policy.wait.otherwise);
      yield* each(line, /(?<=from_secs\()seconds(?=\))/, seconds);
      yield* each(line, /(?<=from_secs_f64\()seconds(?=\))/, `f64::from(${seconds})`);
      const place = argumentOf(line, /\b(?:sleep|Sleep)\(/);
      if (place && !/=>|\bdef\b/.test(line)) yield `${line.slice(0, place[0])}${String(policy.wait.otherwise)}${line.slice(place[1])}`;
    },
  },
  {
    id: 'repeated-call',
    title: 'what must not be repeated is repeated at once',
    *edit(line, { policy }, at, lines) {
      if (policy.kind !== 'stop' && policy.kind !== 'correct' && policy.kind !== 'show') return;
      if (!/^\s*(?:throw|raise|report|show|return .*(?:Errorf|Err)\b|Err\()/.test(line)) return;
      const before = lines.slice(0, at).join('\n');
      const call =
        /(?:=|<-) (await (?:fetch|run)\(.*\)|run\(\)\.await\?);$/m.exec(before)?.[1] ??
        /^\s*(\w+\.send\(.*\)\.await\?);$/m.exec(before)?.[1] ??
        /\b\w+\.(?:send|emit)\(.*?\)(?=\)|;)/.exec(before)?.[0];
      const [blank = ''] = /^\s*/.exec(line) ?? [];
      if (call !== undefined) yield `${blank}${/[)?]$/.test(call) ? call : `${call})`};\n${line}`;
    },
  },
  {
    id: 'unused-credentials',
    title: 'new credentials are fetched and not used',
    *edit(line, { policy }) {
      if (policy.kind !== 'refresh') return;
      yield* each(line, /(?<=^\s*)[\w.$@]+ = (?=(?:await )?\$?\w*refresh)/i, '');
      yield* each(line, /[\w.$@]+ = \{ token: (await \w+\(\)) \}/, ([, call = '']) => call);
    },
  },
];
