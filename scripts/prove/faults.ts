import type { Plan, TrialName } from '../snippet/types.ts';

/** A trial in which something beside the error plays a part, and what the mock answers in it. */
interface Fault {
  readonly name: TrialName;
  readonly answers: readonly ('error' | 'unknown' | 'success')[];
  readonly done: false;
}

const faults: readonly TrialName[] = ['nowhere', 'cut', 'no-credentials', 'unsent'];

/** True for a trial in which something other than the service fails: nothing of the error may be in what becomes of it. */
export const isFault = (name: TrialName): boolean => faults.includes(name);

/**
 * What goes wrong beside the error, each where its transport can go wrong so: an address that is none, a connection that breaks within the
 * answer, new credentials that nobody has, a message that cannot be sent; and messages that come in pieces, which is no fault.
 */
export function faultsFor({ transport, call, policy }: Plan): Fault[] {
  const isCall = transport === 'http' || transport === 'task-result';
  const hasBody = !['DELETE', 'HEAD'].includes(call.method ?? '');
  const fault = (name: TrialName, can: boolean, ...answers: Fault['answers']): Fault[] => (can ? [{ name, answers, done: false }] : []);
  return [
    // Socket.IO tries again and again to connect, and that is its business.
    ...fault('nowhere', transport === 'http' || transport === 'websocket'),
    ...fault('cut', transport === 'http' && hasBody, 'success'),
    ...fault('no-credentials', isCall && policy.kind === 'refresh', 'error', 'error', 'error'),
    ...fault('parts', transport === 'websocket', 'error', 'success'),
    ...fault('unsent', transport === 'websocket', 'unknown'),
  ];
}
