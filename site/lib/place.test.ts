import { expect, it } from 'vitest';
import { placeName, slotOf } from './place.ts';

it.each([
  { pointer: '/headers/Retry-After', name: 'Retry-After', slot: 'headers' },
  { pointer: '/body/details/0/field', name: 'details[0].field', slot: 'body' },
  { pointer: '/body/0/code', name: '[0].code', slot: 'body' },
  { pointer: '/body', name: 'body', slot: 'body' },
  { pointer: '/status', name: 'status', slot: 'status' },
  { pointer: '/close/code', name: 'close.code', slot: 'close' },
  { pointer: '/body/a~1b', name: 'a/b', slot: 'body' },
])('$pointer is $name', ({ pointer, name, slot }) => {
  expect(placeName(pointer)).toBe(name);
  expect(slotOf(pointer)).toBe(slot);
});
