import { closeSync, fstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { plansOf, readingsOf } from '../snippet/plan.ts';
import { inMemory, nameless } from './bytes.ts';
import { bytesOf, contentsOf, opened, packed, packedAway } from './packed.ts';

const folder = mkdtempSync(join(tmpdir(), 'errdex-packed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { catalog } = await compileCatalog('catalog', { today: '2026-11-20', toolVersion: '0.0.0' });
const services = catalog?.services ?? [];
const known = services.map((compiled) => packed({ compiled, diagnostics: [], needs: [['other', 'key']] }));

describe('a service as bytes', () => {
  it('is the same service, name by name in the same order, opened once or twice', () => {
    expect(services.length).toBeGreaterThan(1);
    expect(JSON.stringify(known.map(({ compiled }) => compiled))).toBe(JSON.stringify(services));
    const again = known.map(({ bytes }) => opened(inMemory(bytes.part(0, bytes.length))));
    expect(JSON.stringify(again.map(({ compiled }) => compiled))).toBe(JSON.stringify(services));
    expect(again.map(({ needs }) => needs)).toEqual(known.map(({ needs }) => needs));
  });

  it('is the same bytes where its codes are taken out of it, most of which are in a file if there is one', () => {
    for (const [at, service] of services.entries()) {
      const whole = ({ bytes }: ReturnType<typeof packed>): Buffer =>
        Buffer.concat(Array.from(bytes.pieces(), (piece) => Buffer.from(piece)));
      const file = nameless(join(folder, 'late'));
      for (const into of [undefined, file]) {
        const compiled = { ...service, codes: [...service.codes] };
        const one = packedAway({ compiled, diagnostics: [], needs: [['other', 'key']] }, into);
        expect(compiled.codes).toEqual([]);
        expect(whole(one).equals(whole(known[at] ?? one))).toBe(true);
        expect(JSON.stringify(one.compiled)).toBe(JSON.stringify(service));
        if (into !== undefined) expect(fstatSync(into).size).toBeGreaterThan(0.5 * one.bytes.length);
      }
      closeSync(file);
    }
  });

  it('gives what is read late however many codes are read in between, to copies too', () => {
    for (const [at, { compiled }] of known.entries()) {
      const copies = compiled.codes.map((code) => ({ ...code, title: { en: 'Copy' } }));
      const messages = compiled.codes.map((code) => code.messages);
      for (const [nth, code] of (services[at]?.codes ?? []).entries()) {
        expect(compiled.codes[nth]?.causes).toEqual(code.causes);
        expect(copies[nth]?.params).toEqual(code.params);
        expect(messages[nth]?.map(({ node, fields }) => ({ node, fields }))).toEqual(
          code.messages.map(({ node, fields }) => ({ node, fields })),
        );
      }
    }
  });

  it('never counts on being read once: whoever reads it again and again says the same', () => {
    const again = known.map(({ bytes }) => opened(bytes, 0).compiled);
    const [code] = again[0]?.codes ?? [];
    expect(code?.causes).not.toBe(code?.causes);
    for (const [at, service] of services.entries()) {
      const all = (one: typeof service): unknown =>
        one.codes.map((each) => [plansOf(each, one, 'en'), each.messages.map((message) => readingsOf({ code: each, message }, one))]);
      expect(all(again[at] ?? service), service.service).toEqual(all(service));
    }
  });

  it('has a print for itself and for each code, which tells of every change', () => {
    const [service] = services;
    const [code] = service?.codes ?? [];
    if (!service || !code) throw new Error('there is no code');
    const printsOf = (changed: typeof code): readonly string[] =>
      packed({ compiled: { ...service, codes: [changed] }, diagnostics: [], needs: [] }).prints;
    const [own, before] = printsOf(code);
    const changes: Partial<typeof code>[] = [
      { title: { en: 'Another' } },
      { causes: [] },
      { messages: [] },
      { messages: code.messages.map((message) => ({ ...message, fields: [] })) },
    ];
    for (const change of changes) {
      const [same, after] = printsOf({ ...code, ...change });
      expect(same).toBe(own);
      expect(after, Object.keys(change).join()).not.toBe(before);
    }
    const one = packed({ compiled: service, diagnostics: [], needs: [] });
    expect([one.compiled, ...one.compiled.codes].map((thing) => contentsOf([one]).get(thing))).toEqual(one.prints);
  });

  it('is the same bytes again, with all that was added to it', () => {
    for (const { bytes, compiled } of known) {
      expect(bytesOf(compiled)).toBe(bytes);
      expect(opened(bytesOf({ ...compiled, version: 'added' })).compiled.version).toBe('added');
    }
  });
});
