import { expect, it } from 'vitest';
import { rooms } from './rooms.ts';

it('counts the free lines below each note, up to the next note or the end', () => {
  expect(rooms([true, false, false, true, true, false])).toEqual([2, 0, 0, 0, 1, 0]);
  expect(rooms([true, false, false, false, false, false])).toEqual([3, 0, 0, 0, 0, 0]);
  expect(rooms([false, false])).toEqual([0, 0]);
  expect(rooms([])).toEqual([]);
});
