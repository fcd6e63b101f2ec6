/** What a link can say of an occurrence besides values: which of several statuses, wordings, languages and errors inside came. */
export const choices = ['status', 'variant', 'locale', 'errors'] as const;

/** The examples of one message: their places on the page, and the boxes that stand there first. */
interface Shelf {
  places: Comment[];
  boxes: HTMLElement[];
  /** Of the first place: what copying refers to. */
  id: string;
}

function shelves(): Shelf[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-labelledby="wire"] .lines[id]')].flatMap((first) => {
    const others = [...(first.parentElement?.querySelectorAll<HTMLElement>(':scope > .others .lines') ?? [])];
    if (others.length === 0) return [];
    const boxes = [first, ...others];
    const places = boxes.map((box) => {
      const place = document.createComment('');
      box.before(place);
      return place;
    });
    return [{ places, boxes, id: first.id }];
  });
}

/** How many of the facts an example has; undefined where it has another. */
function fit(box: HTMLElement, facts: ReadonlyMap<string, string>): number | undefined {
  const own = [...facts].flatMap(([name, value]) => (box.dataset[name] === undefined ? [] : [box.dataset[name] === value]));
  return own.every(Boolean) ? own.length : undefined;
}

/**
 * Shows of each message the example that is as the link says; the others stay among the further ones.
 *
 * @returns a function that takes what the link says, by {@link choices}; without anything the page is as it was
 */
export function createExamples(): (facts: ReadonlyMap<string, string>) => void {
  const all = shelves();
  return (facts) => {
    for (const { places, boxes, id } of all) {
      const best = boxes.map((box) => ({ box, fits: fit(box, facts) ?? 0 })).reduce((one, two) => (two.fits > one.fits ? two : one));
      const order = [best.box, ...boxes.filter((box) => box !== best.box)];
      for (const [at, box] of order.entries()) {
        const place = places[at];
        if (at === 0) box.id = id;
        else box.removeAttribute('id');
        place?.after(box);
        const title = place?.previousElementSibling;
        if (at > 0 && title?.localName === 'h3') title.textContent = box.dataset['title'] ?? '';
      }
    }
  };
}
