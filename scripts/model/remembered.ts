/**
 * A function that remembers what it made of the last few things: the languages of a page follow each other, and most of what they show is the
 * same. A limit, since of ten thousand codes each is seen once a language and never again.
 *
 * What is forgotten goes with the whole map that has it. A map that is emptied leaves its table behind, with all that was in it and with the
 * table that took its place: once one of them is old, V8 takes each for alive, and what it holds, until it next looks at everything.
 * @param make gives the same for the same thing, which must tell all that it depends on; what else it is given only saves finding it again
 * @param most so many things are remembered at least, and twice as many at most
 */
export function remembered<Thing, Rest extends unknown[], Made>(
  make: (thing: Thing, ...rest: Rest) => Made,
  most = 8,
): (thing: Thing, ...rest: Rest) => Made {
  let before = new Map<Thing, Made>();
  let recent = new Map<Thing, Made>();
  return (thing, ...rest) => {
    const known = recent.get(thing);
    if (known !== undefined) return known;
    const made = before.get(thing) ?? make(thing, ...rest);
    if (recent.size >= most) {
      before = recent;
      recent = new Map();
    }
    recent.set(thing, made);
    return made;
  };
}
