import type { Argument, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { list, number, parametersOf, read, unlike } from './java-org.ts';
import { reaction } from './java-reaction.ts';
import { assign, functionName, inLoop, inMethod, signature, text, whole } from './java.ts';

/** Seconds that the server has for its answer. */
const patience = 10;

/**
 * An error that comes as the acknowledgement of an event: it is the answer of a call.
 *
 * @param address the expression for the address of the server
 */
export function acknowledged(plan: Plan, address: string): Snippet | undefined {
  const { policy, call, recognition } = plan;
  const signs = recognition.signs.filter(({ place }) => place[0] === 'ack');
  // Without a place in the answer there is nothing to tell it from a success.
  if (signs.length === 0 || signs.some(({ place }) => place.length < 2)) return undefined;
  const refresh = policy.kind === 'refresh';
  const isLoop = refresh || policy.kind === 'retry';
  // A session that is over, or new credentials in the handshake, need a connection for each attempt.
  const anew = isLoop && (plan.reconnect || renews(plan, 'handshake'));
  const made = renews(plan, 'message');
  const takes: Argument[] = [{ kind: made ? 'message' : 'input' }, ...demanded(plan)];
  const given = parametersOf(takes);
  const outer = anew ? inLoop : inMethod;
  const at = outer + (isLoop && !anew ? 4 : 2);
  const options = `IO.Options.builder()${renews(plan, 'handshake') ? '.setAuth(Map.of("token", token))' : ''}.setForceNew(true).build()`;
  const connect = [
    ...when(anew, ...assign('var options', [options], outer)),
    `Socket socket = IO.socket(${address}${anew ? ', options' : ''}).connect();`,
  ];
  const body: Line[] = [
    'var answer = new CompletableFuture<Object>();',
    `socket.emit(${text(call.event ?? 'message')}, ${made ? 'message.apply(token)' : 'input'}, (Ack) args -> answer.complete(args[0]));`,
    `Object result = answer.get(${String(patience)}, TimeUnit.SECONDS);`,
    ...unlike('result', signs, at),
    '  return result;',
    '}',
    ...reaction(plan, { read, number, list, result: 'result', refresh: [fact('token = refreshToken.get();')] }, at),
  ];
  const loop = (lines: readonly Line[]): Line[] => ['for (int attempt = 1; ; attempt++) {', ...indent(lines, '  '), '}'];
  const tried = [...connect, 'try {', ...indent(isLoop && !anew ? loop(body) : body, '  '), '} finally {', '  socket.disconnect();', '}'];
  const lines = [...when(refresh, 'String token = System.getenv("API_TOKEN");'), ...(anew ? loop(tried) : tried)];
  const members = [...signature('Object', functionName(plan), given, 'Exception'), ...indent(lines, '  '), '}'];
  return { ...joined(whole(plan, members)), entry: { name: functionName(plan), takes } };
}
