/**
 * How many lines below each line have no note of their own, at most three: a tall note may reach down beside them, so that it does not
 * push the payload apart. Lines without a note need no room.
 *
 * @param noted of each line, whether a note stands beside it
 */
export function rooms(noted: readonly boolean[]): number[] {
  const room: number[] = [];
  for (let at = noted.length - 1; at >= 0; at -= 1) room[at] = noted[at + 1] === false ? Math.min(3, (room[at + 1] ?? 0) + 1) : 0;
  return noted.map((has, at) => (has ? (room[at] ?? 0) : 0));
}
