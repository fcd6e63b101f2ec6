/** Names of codes up to this length leave room for the rest of a row, on a phone too. */
const longest = 26;

/** The class of a cell that shows the name of a code: a usual name stays in one piece, a longer one breaks wherever it must. */
export function whole(name: string): 'whole' | '' {
  return name.length <= longest ? 'whole' : '';
}
