import { describe, expect, test } from 'vitest';
import { readState } from '../../src/conversation/state.ts';
import { createTalk, HOUR, startForm } from './talk.ts';

const CODE = '482913';

describe('joining two accounts by a code', () => {
  test('a code is not given more than five times an hour', async () => {
    const talk = createTalk();
    for (let i = 0; i < 5; i += 1) expect((await talk.say('liên kết')).text).toContain(CODE);
    expect((await talk.say('liên kết')).text).not.toContain(CODE);
    talk.wait(HOUR);
    expect((await talk.say('liên kết')).text).toContain(CODE);
  });

  test('after five wrong codes the right one is not looked at for an hour', async () => {
    const talk = createTalk();
    await startForm(talk);
    for (let i = 0; i < 5; i += 1) await talk.say(`liên kết 00000${i}`, 'zalo');
    await talk.say('liên kết');
    expect((await talk.say(`liên kết ${CODE}`, 'zalo')).registration).toBeNull();
    talk.wait(HOUR);
    await talk.say('liên kết');
    expect((await talk.say(`liên kết ${CODE}`, 'zalo')).registration?.status).toBe('draft');
  });

  test('a code lapses after ten minutes, is of no use to its own account, and is good once', async () => {
    const talk = createTalk();
    await startForm(talk);
    await talk.say('liên kết');
    expect((await talk.say(`liên kết ${CODE}`)).text).toContain('chính tài khoản này');
    talk.wait(HOUR / 6);
    expect((await talk.say(`liên kết ${CODE}`, 'zalo')).text).toContain('hết hạn');
    await talk.say('liên kết');
    expect((await talk.say(`liên kết ${CODE}`, 'zalo')).registration?.status).toBe('draft');
    expect((await talk.say(`liên kết ${CODE}`, 'telegram')).text).toContain('hết hạn');
  });

  test('the newest answer about consent counts for both: withdrawn there, nothing goes on here', async () => {
    const talk = createTalk();
    await startForm(talk);
    await talk.say('đăng ký sản phẩm', 'zalo');
    await talk.say('đồng ý', 'zalo');
    await talk.say('rút đồng ý');
    await talk.say('liên kết');
    const joined = await talk.say(`liên kết ${CODE}`, 'zalo');
    expect(joined.text).toContain('Đã liên kết');
    expect(joined.registration?.status).toBe('withdrawn');
    const { snapshot } = (await talk.store.find('zalo', 'chi-hoa')) ?? {};
    expect(snapshot?.state.consent).toBe('withdrawn');
  });

  test('in the form, six digits alone are an answer; at the menu they are a code', async () => {
    const talk = createTalk();
    await talk.say('chào', 'zalo');
    expect((await talk.say('123 456', 'zalo')).text).toContain('hết hạn');
    await startForm(talk);
    await talk.say('hộ sản xuất');
    expect((await talk.say('123456')).text).not.toContain('hết hạn');
  });

  test('a state stored before there were codes is read', () => {
    const { link: _, ...older } = readState(null);
    expect(readState({ ...older, handoffOpen: true })).toMatchObject({
      handoffOpen: true,
      link: { issued: [], wrong: [] },
    });
  });
});
