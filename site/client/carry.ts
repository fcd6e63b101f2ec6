import { encodeFragment } from '../../scripts/decode/fragment.ts';

// A short link, an old name: the values and the id that it was opened with go along to the page of the code.
const id = new URLSearchParams(location.search).get('id');
const told = id === null || id === '' ? '' : encodeFragment(new Map([['id', id]]), new Set());
const values = location.hash.includes('=') ? location.hash : '';
const fragment = told === '' ? location.hash : values === '' ? told : `${values}&${told.slice(1)}`;

for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-go] a, .several a')) link.hash = fragment;
const target = document.querySelector<HTMLAnchorElement>('[data-go] a');
if (target) location.replace(target.href);
