import { expect, it } from 'vitest';
import { collector } from '../../scripts/test/garbage.ts';
import { TextPage } from './text-page.ts';

const headers = { 'Content-Type': 'text/html' };

it.each([
  ['an empty page', []],
  ['letters of one to four bytes, and half a pair', ['aйど😀\ud800b']],
  ['texts that end within a pair of halves, or with a half', ['a\ud83d', '\ude00b\ud83d', '', '\ude00', 'c\ud800', 'd\udc00', 'e\ud800']],
  ['a page for which the room is too small', ['ど'.repeat(300_000), 'ど\ud83d', '\ude00'.repeat(100_000)]],
])('is read as any other answer would be: %s', async (_, texts) => {
  const text = texts.join('');
  const page = new TextPage(texts, { status: 201, headers });
  const other = new Response(text, { status: 201, headers });
  const bytes = Buffer.from(await other.clone().arrayBuffer());
  expect([page.status, page.headers.get('Content-Type'), page.body instanceof ReadableStream]).toEqual([201, 'text/html', true]);
  expect(bytes.equals(Buffer.from(await page.clone().arrayBuffer()))).toBe(true);
  expect(bytes.equals(await page.clone().bytes())).toBe(true);
  expect(bytes.equals(Buffer.from(await (await page.clone().blob()).arrayBuffer()))).toBe(true);
  expect(bytes.equals(Buffer.from(await new Response(page.clone().body).arrayBuffer()))).toBe(true);
  expect(await page.text()).toBe(text);
});

it('is read once, as any other answer is', async () => {
  for (const answer of [new TextPage(['a', 'b'], {}), new Response('ab')]) {
    expect(answer.bodyUsed).toBe(false);
    expect(await answer.text()).toBe('ab');
    expect(answer.bodyUsed).toBe(true);
    for (const read of ['arrayBuffer', 'bytes', 'text', 'blob'] as const) await expect(answer[read]()).rejects.toThrow(TypeError);
    expect(() => answer.clone()).toThrow(TypeError);
  }
});

it('lets go of its texts when it is read', async () => {
  const filled = (): [TextPage, WeakRef<object>] => {
    const texts = ['a', 'b'];
    return [new TextPage(texts, {}), new WeakRef(texts)];
  };
  const [[read, gone], [unread, kept]] = [filled(), filled()];
  expect(await read.text()).toBe('ab');
  // What a weak reference has is kept until the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  collector()('major');
  expect([gone.deref(), kept.deref()]).toEqual([undefined, ['a', 'b']]);
  expect([read.bodyUsed, await unread.text()]).toEqual([true, 'ab']);
});

it('gives bytes that the next page leaves as they are', async () => {
  const [one, two] = [new TextPage(['o', 'ne'], {}), new TextPage(['two'], {})];
  const first = new Uint8Array(await one.arrayBuffer());
  await two.arrayBuffer();
  expect(Buffer.from(first).toString()).toBe('one');
});
