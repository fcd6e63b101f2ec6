/**
 * A function that remembers what it made of the last few things: the languages of a page follow each other, and most of what they show is the
 * same. A limit, since of ten thousand codes each is seen once a language and never again.
 * @param make gives the same for the same thing, which must tell all that it depends on
 */
export function remembered<Thing, Made>(make: (thing: Thing) => Made, most = 64): (thing: Thing) => Made {
  const known = new Map<Thing, Made>();
  return (thing) => {
    const before = known.get(thing);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const made = make(thing);
    known.set(thing, made);
    return made;
  };
}
