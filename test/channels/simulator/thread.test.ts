import { describe, expect, it } from 'vitest';
import { type NewEntry, Thread } from '../../../src/channels/simulator/thread.ts';

const at = '2026-11-23T01:00:00.000Z';
const docx = { name: 'Mau-01.docx', mime: 'application/octet-stream', bytes: new Uint8Array([1, 2, 3]) };

function said(key: string, more: Partial<NewEntry> = {}): NewEntry {
  return { key, from: 'assistant', text: `Tin ${key}`, buttons: [], at, ...more };
}

describe('Thread', () => {
  it('numbers entries and gives those after a place', () => {
    const thread = new Thread({ entries: 10, files: 2 });
    for (const key of ['a', 'b', 'c']) thread.add(said(key));
    expect(thread.after(0).map(({ key, seq }) => `${key}${seq}`)).toEqual(['a1', 'b2', 'c3']);
    expect(thread.after(2).map(({ key }) => key)).toEqual(['c']);
  });

  it('adds a key once', () => {
    const thread = new Thread({ entries: 10, files: 2 });
    expect(thread.add(said('a'))?.seq).toBe(1);
    expect(thread.add(said('a', { text: 'khác' }))).toBeNull();
    expect(thread.after(0).map(({ text }) => text)).toEqual(['Tin a']);
  });

  it('forgets the oldest entry and goes on counting', () => {
    const thread = new Thread({ entries: 2, files: 2 });
    for (const key of ['a', 'b', 'c']) thread.add(said(key));
    expect(thread.after(0).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('keeps the bytes of the newest files only, but every name', () => {
    const thread = new Thread({ entries: 10, files: 1 });
    thread.add(said('a', { file: { id: 'one', content: docx } }));
    thread.add(said('b', { file: { id: 'two', content: docx } }));
    expect(thread.file('one')).toBeNull();
    expect(thread.file('two')).toEqual(docx);
    expect(thread.after(0).map(({ file }) => file)).toEqual([
      { id: 'one', name: 'Mau-01.docx', mime: docx.mime, size: 3 },
      { id: 'two', name: 'Mau-01.docx', mime: docx.mime, size: 3 },
    ]);
  });

  it('knows a button by the newest label it was shown with', () => {
    const thread = new Thread({ entries: 10, files: 1 });
    thread.add(said('a', { buttons: [{ label: 'Có', payload: 'yes' }] }));
    thread.add(said('b', { buttons: [{ label: 'Đồng ý', payload: 'yes' }] }));
    expect(thread.buttonLabel('yes')).toBe('Đồng ý');
    expect(thread.buttonLabel('no')).toBeNull();
  });
});
