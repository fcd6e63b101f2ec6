import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetNames, yesNoFacets } from './facet.ts';
import { facetQuery, facetSorts, mostRows, parseState, rowsAtOnce, stateQuery } from './facet-state.ts';
import type { FacetState } from './facet-state.ts';

/** Any state that a list can be in, with values that no catalog has. */
const states: fc.Arbitrary<FacetState> = fc.record({
  chosen: fc
    .tuple(
      ...facetNames.map((name) =>
        (yesNoFacets.has(name)
          ? fc.subarray(['yes', 'no'], { maxLength: 1 })
          : fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 4 })
        ).map((values) => [name, values] as const),
      ),
    )
    .map((entries) => new Map(entries.filter(([, values]) => values.length > 0).map(([name, values]) => [name, [...values]]))),
  sort: fc.constantFrom(...facetSorts),
  shown: fc.integer({ min: 1, max: mostRows / rowsAtOnce }).map((steps) => steps * rowsAtOnce),
});

describe('the state of a list in its address', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parseState(stateQuery(state))).toEqual(state);
      }),
    );
  });

  it('is written the same again, whatever an address holds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...facetNames, 'sort', 'shown', 'ref'), fc.string())), (pairs) => {
        const address = new URLSearchParams(pairs).toString();
        const query = stateQuery(parseState(address), address);
        expect(stateQuery(parseState(query), query)).toBe(query);
      }),
    );
  });

  it.each([
    ['', ''],
    ['?status=4xx&status=503&retryable=yes&sort=code', '?status=4xx&status=503&retryable=yes&sort=code'],
    // Both answers to a question are no answer, and what is no answer is left out.
    ['?retryable=yes&retryable=no&fatal=maybe', ''],
    ['?sort=price&shown=-1', ''],
    ['?shown=60', '?shown=100'],
    ['?shown=1e9', '?shown=1000'],
    ['?utm=mail&status=', '?utm=mail'],
    ['?status=418&status=418&q=a%20b', '?q=a+b&status=418'],
  ])('%s is %s', (address, written) => {
    expect(stateQuery(parseState(address), address)).toBe(written);
  });

  it('leaves alone what a list does not ask for', () => {
    const names = facetNames.filter((name) => name !== 'service');
    const state = parseState('?service=shop&status=404', names);
    expect([...state.chosen]).toEqual([['status', ['404']]]);
    expect(stateQuery(state, '?service=shop&status=404', names)).toBe('?service=shop&status=404');
  });

  it('is what links to a list are made of', () => {
    expect(facetQuery({ retryable: 'no', status: '4xx' })).toBe('?status=4xx&retryable=no');
    expect(facetQuery({})).toBe('');
  });
});
