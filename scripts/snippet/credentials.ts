import type { Plan } from './types.ts';

/** Where a server looks for credentials: in `Authorization`, in the handshake of Socket.IO, in what is sent over the connection. */
export type CredentialsIn = 'header' | 'handshake' | 'message';

/**
 * Where a plan's call shows its credentials: over WebSocket in a message, for browsers set no header there; over Socket.IO in the `auth` of
 * the handshake, unless the catalog says that the event carries them.
 */
export function credentialsIn({ transport, call }: Plan): CredentialsIn {
  if (transport === 'websocket') return 'message';
  if (transport !== 'socket.io') return 'header';
  return call.credentials === true ? 'message' : 'handshake';
}

/** Whether new credentials are shown so. */
export const renews = (plan: Plan, place: CredentialsIn): boolean => plan.policy.kind === 'refresh' && credentialsIn(plan) === place;
