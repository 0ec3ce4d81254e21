import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/conversation/commands.ts';
import { type Decision, decide, type Turn } from '../../src/conversation/decide.ts';
import { newState, type Snapshot } from '../../src/conversation/state.ts';
import { foldAnswers } from '../../src/registration/fold.ts';
import type { FieldId, FieldValue, Reading } from '../../src/registration/types.ts';
import { START } from './talk.ts';

const value = (v: FieldValue, warning?: string): Reading => ({
  kind: 'value',
  value: v,
  words: String(v),
  ...(warning ? { warning } : {}),
});
const set = (field: FieldId, reading: Reading, asked = true): Command => ({ type: 'setField', field, reading, asked });
const go = (to: Extract<Command, { type: 'go' }>['to']): Command => ({ type: 'go', to });
const yes: Command = { type: 'confirm', yes: true };
const no: Command = { type: 'confirm', yes: false };
const invalid = (text: string): Reading => ({ kind: 'invalid', problem: 'x', text });
const answer: Command = {
  type: 'ask',
  question: 'ocop là gì?',
  answer: { kind: 'answer', text: 'Là chương trình.', citations: [] },
};

/** Runs commands one turn after the other, as the engine would, without anything but `decide`. */
class Dialogue {
  snapshot: Snapshot = { state: newState(), draft: null };
  last!: Decision;
  turns = 0;
  abroad: string | null = null;

  do(...commands: Command[]): this {
    this.turns += 1;
    const turn: Turn = {
      now: START,
      today: '2026-11-23',
      nonce: `n${this.turns}`,
      newRegistrationId: `r${this.turns}`,
      newLinkCode: '123456',
      channel: 'simulator',
      controller: 'UBND xã',
      abroad: this.abroad,
    };
    this.last = decide(this.snapshot, commands, turn);
    this.snapshot = this.last.snapshot;
    return this;
  }

  press(label: string): this {
    const { offered, earlier } = this.snapshot.state;
    const button = [...offered, ...earlier].find((one) => one.label === label);
    if (!button) throw new Error(`no button ${label}`);
    return this.do({ type: 'choose', payload: button.payload });
  }

  get asking() {
    return this.snapshot.state.asking;
  }

  get said() {
    return this.last.replies.map((reply) => reply.text).join('\n');
  }

  get labels() {
    return this.last.replies.flatMap((reply) => reply.buttons.map((button) => button.label));
  }

  get answers() {
    return foldAnswers(this.snapshot.draft?.log ?? []).answers;
  }

  get status() {
    return this.snapshot.draft?.status ?? null;
  }
}

const started = () => new Dialogue().do({ type: 'startForm' }).do({ type: 'consent', yes: true });

const HOUSEHOLD: [FieldId, FieldValue | null][] = [
  ['applicant.kind', 'ho-san-xuat'],
  ['applicant.name', 'Hộ kinh doanh Lê Thị Hoa'],
  ['applicant.representative', 'Lê Thị Hoa'],
  ['applicant.position', 'Chủ hộ'],
  ['applicant.unit', '15568'],
  ['applicant.address', 'thôn 2'],
  ['applicant.phone', '0987654321'],
  ['applicant.email', null],
  ['applicant.registrationNumber', null],
  ['product.name', 'Bánh gai'],
  ['product.set', 6],
  ['registration.kind', 'lan-dau'],
  ['registration.targetStars', 3],
  ['idea.description', 'bánh gai lá gai giã tay, nhân đậu xanh'],
  ['idea.materials', { text: 'lá gai', inCommune: 60, inProvince: 100 }],
  ['idea.labour', { total: 5, local: 4 }],
  ['idea.capacity', { amount: 20000, unit: 'cái' }],
  ['idea.revenue', null],
  ['idea.markets', ['trong-xa']],
  ['idea.story', null],
  ['idea.documents', []],
  ['idea.supportNeeds', null],
];

function filled(without: readonly FieldId[] = []): Dialogue {
  const dialogue = started();
  for (const [field, given] of HOUSEHOLD) {
    expect(dialogue.asking).toBe(field);
    dialogue.do(given === null || without.includes(field) ? go('skip') : set(field, value(given)));
  }
  return dialogue;
}

describe('consent comes before anything personal', () => {
  test('a yes gives a receipt of the wording shown and opens a draft', () => {
    const dialogue = new Dialogue().do({ type: 'startForm' });
    const shown = dialogue.said;
    expect(shown).toMatch(
      /Lưu gì[\s\S]*Để làm gì[\s\S]*chịu trách nhiệm: UBND xã[\s\S]*Quyền của anh\/chị[\s\S]*Nghĩa vụ/,
    );
    expect(dialogue.labels).toEqual(['Đồng ý', 'Không đồng ý', 'Xem thêm']);
    // What a telephone 360 px wide shows at once.
    expect(shown.length).toBeLessThan(560);
    expect(dialogue.snapshot.draft).toBeNull();
    dialogue.do({ type: 'consent', yes: true });
    expect(dialogue.last.events[0]).toMatchObject({
      type: 'consent',
      action: 'given',
      text: expect.stringContaining(shown),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(dialogue.status).toBe('draft');
    expect(dialogue.asking).toBe('applicant.kind');
  });

  test('names a language model abroad, and keeps that it did', () => {
    const here = new Dialogue().do({ type: 'startForm' });
    expect(here.said).not.toContain('nước ngoài');
    const dialogue = new Dialogue();
    dialogue.abroad = 'mo-hinh.thu.example';
    dialogue.do({ type: 'startForm' });
    expect(dialogue.said).toMatch(/Gửi ra nước ngoài: .*đã che tên.*mo-hinh\.thu\.example/);
    expect(dialogue.said.length).toBeLessThan(700);
    dialogue.press('Xem thêm');
    expect(dialogue.said).toContain('mo-hinh.thu.example');
    dialogue.do({ type: 'consent', yes: true });
    const [receipt] = dialogue.last.events;
    expect(receipt).toMatchObject({ type: 'consent', version: expect.stringMatching(/\+mo-hinh\.thu\.example$/) });
    const [before] = here.do({ type: 'consent', yes: true }).last.events;
    expect(receipt).not.toMatchObject({ hash: before?.type === 'consent' ? before.hash : '' });
  });

  test('a no gives a receipt, opens nothing, and questions are still answered', () => {
    const dialogue = new Dialogue().do({ type: 'startForm' }).do({ type: 'consent', yes: false });
    expect(dialogue.last.events).toMatchObject([{ type: 'consent', action: 'refused' }]);
    expect(dialogue.snapshot.draft).toBeNull();
    expect(dialogue.do(answer).said).toContain('Là chương trình.');
  });

  test('a value that comes without a draft is not kept', () => {
    const dialogue = new Dialogue().do(set('applicant.phone', value('0987654321')));
    expect(dialogue.last.events).toEqual([]);
    expect(JSON.stringify(dialogue.snapshot)).not.toContain('0987654321');
  });

  test.each(['skip', 'pause', 'cancel'] as const)('"%s" is no consent', (to) => {
    const dialogue = new Dialogue().do({ type: 'startForm' }).do(go(to));
    expect(dialogue.asking).toBe('menu');
    expect(dialogue.last.events).toEqual([]);
    expect(dialogue.snapshot.state.consent).toBe('unknown');
  });

  test('consent out of the blue is asked for properly, consent given before is not asked twice', () => {
    expect(new Dialogue().do({ type: 'consent', yes: true }).asking).toBe('consent');
    expect(new Dialogue().do({ type: 'consent', yes: false }).last.events).toEqual([]);
    const dialogue = started().do({ type: 'consent', yes: true });
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.last.events).toEqual([]);
  });

  test('going back or asking for the review while consent is asked asks for consent again', () => {
    expect(new Dialogue().do({ type: 'startForm' }).do(go('review')).asking).toBe('consent');
  });

  test('withdrawing stops the draft; a sent form goes to the office with its clock', () => {
    const dialogue = started().do({ type: 'withdrawConsent' });
    expect(dialogue.last.events.map((event) => event.type)).toEqual(['consent', 'statusChanged']);
    expect(dialogue.status).toBe('withdrawn');
    expect(dialogue.do({ type: 'withdrawConsent' }).last.events).toEqual([]);

    const sent = filled().do(go('submit')).do(go('skip')).do(yes).do({ type: 'withdrawConsent' });
    expect(sent.status).toBe('submitted');
    expect(sent.last.events).toMatchObject([
      { action: 'withdrawn' },
      { type: 'dataRequested', right: 'withdraw', answerBy: '2026-11-25', dueOn: '2026-12-08' },
    ]);
  });
});

describe('one question after the other', () => {
  test('the whole form of a household ends in the review, then papers, declaration, submission', () => {
    const dialogue = filled();
    expect(dialogue.asking).toBe('review');
    expect(dialogue.said).toContain('5. Xã, phường: Xã Thọ Lập');
    expect(dialogue.do(go('submit')).asking).toBe('attachments');
    expect(dialogue.do(go('skip')).asking).toBe('declaration.accepted');
    dialogue.do(set('declaration.accepted', value(true)));
    expect(dialogue.status).toBe('submitted');
    expect(dialogue.asking).toBeNull();
    expect(dialogue.last.replies.map((reply) => reply.file ?? null)).toEqual([null, null, 'mau-01']);
    expect(dialogue.said).toContain('{reference}');
    expect(dialogue.do({ type: 'startForm' }).asking).toBe('reuse');
    expect(dialogue.do({ type: 'confirm', yes: false }).asking).toBe('applicant.kind');
    expect(dialogue.snapshot.draft?.id).not.toBe('r2');
  });

  test('the answer to the question in hand is taken without asking back, with its warning', () => {
    const dialogue = started().do(set('applicant.kind', value('trang-trai', 'Lưu ý một điều.')));
    expect(dialogue.said).toMatch(/^Lưu ý một điều\.\n/);
    expect(dialogue.asking).toBe('applicant.name');
    expect(dialogue.snapshot.draft?.log.at(-1)).toMatchObject({
      seq: 1,
      rule: 'rule:kind',
      channel: 'simulator',
      at: START,
    });
  });

  test('an answer to another field is taken there and the question stays', () => {
    const dialogue = started().do(set('applicant.phone', value('0987654321', 'Số bàn.'), false));
    expect(dialogue.answers['applicant.phone']).toBe('0987654321');
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.said).toContain('Tôi ghi điện thoại: 0987654321.');
  });

  test("a volunteered answer that needs a choice, a confirmation or can't be read", () => {
    const choices = [
      { value: '16000', label: 'Xã Hoằng Thanh' },
      { value: '15889', label: 'Xã Hoằng Phú' },
    ];
    const choose: Reading = { kind: 'choose', text: 'Xã nào ạ?', choices, words: 'hoang phu' };
    const dialogue = started().do(set('applicant.unit', choose, false));
    expect(dialogue.asking).toBe('applicant.unit');
    expect(dialogue.press('Xã Hoằng Thanh').asking).toBe('applicant.kind');
    expect(dialogue.answers['applicant.unit']).toBe('16000');

    const confirm: Reading = { kind: 'confirm', text: 'Nay là xã Hoằng Lộc?', value: '15961', words: 'Hoằng Thịnh' };
    const other = started().do(set('applicant.unit', confirm, false));
    expect(other.asking).toBe('confirm');
    expect(other.said).toBe('Nay là xã Hoằng Lộc?');
    expect(other.do(yes).asking).toBe('applicant.kind');

    const third = started().do(set('applicant.phone', invalid('Số thiếu.'), false));
    expect(third.said).toMatch(/^Số thiếu\.\nBên anh\/chị/);
  });

  test('nothing readable at all is told like an unreadable answer', () => {
    expect(started().do(set('applicant.kind', { kind: 'none' })).said).toContain('Tôi chưa đọc được');
    expect(new Dialogue().do({ type: 'unclear', words: 'abc' }).asking).toBe('menu');
  });

  test('three unreadable answers: what was wrong, other words, a way out; never the same reply three times', () => {
    const dialogue = started();
    const heard = [1, 2, 3, 4, 5].map(() => dialogue.do(set('applicant.kind', invalid('Sai rồi ạ.'))).said);
    expect(heard[0]).toBe('Sai rồi ạ.');
    expect(heard[2]).toContain('để sau');
    expect(new Set(heard).size).toBe(5);
    expect(dialogue.labels).toContain('Gặp cán bộ');
    dialogue.press('Để sau');
    expect(dialogue.asking).toBe('applicant.name');
  });

  test('nobody is kept at a question: an optional one is left open after three tries, a required one after six', () => {
    const dialogue = started();
    for (const field of ['applicant.kind', 'applicant.name'] as const) {
      for (let i = 0; i < 6; i += 1) dialogue.do(set(field, invalid('Sai rồi ạ.')));
    }
    expect(dialogue.asking).toBe('applicant.representative');
    expect(dialogue.snapshot.draft?.log).toMatchObject([
      { action: 'leave', rule: 'rule:unreadable' },
      { action: 'leave' },
    ]);
    dialogue.do({ type: 'correctField', field: 'applicant.email', reading: { kind: 'none' } });
    for (let i = 0; i < 3; i += 1) dialogue.do(set('applicant.email', invalid('Thư sai.')));
    expect(dialogue.asking).toBe('applicant.representative');
    expect(dialogue.said).toContain('sửa email');
  });
});

describe('several answers at once', () => {
  const batch = [set('applicant.kind', value('ho-san-xuat')), set('applicant.phone', value('0987654321'), false)];

  test('are shown back for one confirmation and only then written down', () => {
    const dialogue = started().do(...batch);
    expect(dialogue.asking).toBe('confirm');
    expect(dialogue.answers).toEqual({});
    dialogue.do(yes);
    expect(dialogue.answers).toEqual({ 'applicant.kind': 'ho-san-xuat', 'applicant.phone': '0987654321' });
    expect(dialogue.asking).toBe('applicant.name');
  });

  test('a change while the batch is shown replaces its line', () => {
    const dialogue = started()
      .do(...batch)
      .do(set('applicant.phone', value('0912345678', 'Số mới.'), false));
    expect(dialogue.asking).toBe('confirm');
    expect(dialogue.do(yes).answers['applicant.phone']).toBe('0912345678');
  });

  test('a barring answer in a batch, a volunteered one that says nothing, a half that may be completed', () => {
    const barred: Reading = { kind: 'barred', text: 'Doanh nghiệp lớn không tham gia.' };
    expect(started().do(set('applicant.phone', value('0987654321'), false), set('applicant.kind', barred)).status).toBe(
      'withdrawn',
    );
    const half: Command = { ...set('idea.labour', invalid('Bao nhiêu người trong xã?')), words: '5 người' } as Command;
    const dialogue = started().do(half);
    expect(dialogue.snapshot.state.partial).toEqual({ field: 'idea.labour', words: '5 người' });
    dialogue.do(set('idea.labour', value({ total: 5, local: 4 })));
    expect(dialogue.snapshot.state.partial).toBeNull();
  });

  test('a correction while the batch is shown changes the batch, of another field the log', () => {
    const dialogue = started().do(...batch);
    dialogue.do({ type: 'correctField', field: 'applicant.phone', reading: value('0912345678') });
    expect(dialogue.snapshot.state.proposed.find((one) => one.field === 'applicant.phone')?.value).toBe('0912345678');
    dialogue.do({ type: 'correctField', field: 'product.name', reading: value('Bánh gai') });
    expect(dialogue.answers).toEqual({ 'product.name': 'Bánh gai' });
    expect(dialogue.asking).toBe('confirm');
  });

  test('"chưa đúng" asks what is wrong, twice goes through the batch one by one', () => {
    const dialogue = started()
      .do(...batch)
      .do(no);
    expect(dialogue.said).toContain('Chỗ nào chưa đúng?');
    expect(dialogue.do(no).asking).toBe('confirm');
    expect(dialogue.snapshot.state.proposed).toHaveLength(1);
    expect(dialogue.answers).toEqual({});
    const told = batch.length;
    for (let at = 0; at < told; at += 1) dialogue.do(at === 0 ? no : { type: 'confirm', yes: true });
    expect(Object.keys(dialogue.answers)).toHaveLength(told - 1);
  });

  test('one value refused is asked for again', () => {
    const confirm: Reading = { kind: 'confirm', text: 'Nay là xã Hoằng Lộc?', value: '15961', words: 'Hoằng Thịnh' };
    const dialogue = started().do(set('applicant.unit', confirm)).do(no);
    expect(dialogue.asking).toBe('applicant.unit');
    dialogue.do(set('applicant.unit', confirm));
    expect(dialogue.do(set('applicant.unit', value('15568'))).answers['applicant.unit']).toBe('15568');
  });

  test('a choice in the batch waits for its confirmation; alone with unreadable parts it is asked at once', () => {
    const choose: Reading = {
      kind: 'choose',
      text: 'Xã nào ạ?',
      choices: [{ value: '16000', label: 'Xã Hoằng Thanh' }],
      words: 'hoang phu',
    };
    const dialogue = started()
      .do(...batch, set('applicant.unit', choose, false))
      .do(yes);
    expect(dialogue.asking).toBe('applicant.unit');
    expect(dialogue.said).toBe('Xã nào ạ?');
    const bare = started().do(
      set('applicant.unit', choose, false),
      set('applicant.phone', invalid('Số thiếu.'), false),
    );
    expect(bare.asking).toBe('applicant.unit');
    const nothing = started().do(
      set('applicant.email', invalid('Thư sai.'), false),
      set('applicant.phone', invalid('Số thiếu.'), false),
    );
    expect(nothing.asking).toBe('applicant.kind');
  });

  test('what does not apply to this applicant is not written', () => {
    const dialogue = started()
      .do(set('applicant.kind', value('ho-san-xuat')), set('applicant.taxCode', value('2801234567'), false))
      .do(yes);
    expect(dialogue.answers).toEqual({ 'applicant.kind': 'ho-san-xuat' });
  });

  test('leaving it goes through it one by one, going back drops it', () => {
    expect(
      started()
        .do(...batch)
        .do(go('skip')).snapshot.state.proposed,
    ).toHaveLength(1);
    expect(
      started()
        .do(...batch)
        .do(go('back')).asking,
    ).toBe('applicant.kind');
  });
});

describe('corrections', () => {
  test('a new value is written at once and the question in hand stays', () => {
    const dialogue = started().do(set('applicant.kind', value('ho-san-xuat')));
    dialogue.do({ type: 'correctField', field: 'applicant.kind', reading: value('trang-trai') });
    expect(dialogue.said).toContain('Tôi đã sửa loại hình: Trang trại.');
    expect(dialogue.asking).toBe('applicant.name');
  });

  test('without a value the field is asked, and afterwards the question in hand again', () => {
    const dialogue = started().do(set('applicant.kind', value('ho-san-xuat')));
    dialogue.do({ type: 'correctField', field: 'applicant.kind', reading: { kind: 'none' } });
    expect(dialogue.said).toContain('Đang ghi: Hộ sản xuất');
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.do(go('skip')).said).toContain('vẫn là');
    expect(dialogue.asking).toBe('applicant.name');
    dialogue.do({ type: 'correctField', field: 'applicant.phone', reading: { kind: 'none' } });
    expect(dialogue.do(set('applicant.phone', value('0987654321'))).asking).toBe('applicant.name');
  });

  test('of the question in hand it is its answer', () => {
    expect(started().do({ type: 'correctField', field: 'applicant.kind', reading: value('trang-trai') }).asking).toBe(
      'applicant.name',
    );
  });

  test('unreadable, ambiguous or barring ones are treated like answers', () => {
    const dialogue = started();
    expect(dialogue.do({ type: 'correctField', field: 'applicant.phone', reading: invalid('Số thiếu.') }).asking).toBe(
      'applicant.phone',
    );
    const choose: Reading = { kind: 'choose', text: 'Xã nào?', choices: [], words: 'x' };
    expect(dialogue.do({ type: 'correctField', field: 'applicant.unit', reading: choose }).asking).toBe(
      'applicant.unit',
    );
    dialogue.do({
      type: 'correctField',
      field: 'applicant.kind',
      reading: { kind: 'barred', text: 'Doanh nghiệp lớn không tham gia.' },
    });
    expect(dialogue.status).toBe('withdrawn');
    expect(dialogue.do({ type: 'correctField', field: 'applicant.kind', reading: value('trang-trai') }).said).toContain(
      'chưa có phiếu',
    );
  });
});

describe('rules of the form', () => {
  test('a large company is told why and has no draft', () => {
    const barred: Reading = { kind: 'barred', text: 'Doanh nghiệp lớn không tham gia.' };
    const dialogue = started().do(set('applicant.kind', barred));
    expect(dialogue.said).toContain('Doanh nghiệp lớn không tham gia.');
    expect(dialogue.status).toBe('withdrawn');
    expect(dialogue.asking).toBe('menu');
    const early = new Dialogue().do(set('applicant.kind', barred, false));
    expect(early.last.events).toEqual([]);
    expect(early.said).toContain('Doanh nghiệp lớn không tham gia.');
  });

  test('an association whose product is not tourism is asked for its kind again', () => {
    const dialogue = started().do(set('applicant.kind', value('hoi-hiep-hoi')));
    expect(dialogue.said).toContain('bộ 26');
    dialogue.do(set('product.set', value(1), false));
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.answers['applicant.kind']).toBeUndefined();
    const tourism = started()
      .do(set('applicant.kind', value('hoi-hiep-hoi')))
      .do(set('product.set', value(26), false));
    expect(tourism.answers['applicant.kind']).toBe('hoi-hiep-hoi');
  });

  test('answers that no longer fit are cleared with the reason', () => {
    const dialogue = started().do(set('registration.kind', value('nang-hang'), false));
    dialogue.do(set('product.currentStars', value(3), false)).do(set('registration.targetStars', value(4), false));
    dialogue.do({ type: 'correctField', field: 'product.currentStars', reading: value(4) });
    expect(dialogue.answers['registration.targetStars']).toBeUndefined();
    expect(dialogue.snapshot.draft?.log.at(-1)).toMatchObject({
      action: 'clear',
      rule: 'rule:depends-on-product.currentStars',
    });
    dialogue.do({ type: 'correctField', field: 'registration.kind', reading: value('lan-dau') });
    expect(dialogue.answers['product.currentStars']).toBeUndefined();
  });

  test('required fields left open are asked again before sending; left again, the draft is kept with a way out', () => {
    const dialogue = filled(['applicant.phone', 'idea.capacity']);
    expect(dialogue.said).toContain('Còn thiếu mục bắt buộc: điện thoại, sản lượng');
    dialogue.do(go('submit'));
    expect(dialogue.asking).toBe('applicant.phone');
    dialogue.do(go('skip'));
    expect(dialogue.asking).toBe('idea.capacity');
    dialogue.do(set('idea.capacity', value({ amount: 1, unit: 'tấn' })));
    expect(dialogue.said).toContain('còn thiếu: điện thoại');
    expect(dialogue.said).toContain('gặp cán bộ');
    expect(dialogue.asking).toBe('menu');
    expect(dialogue.status).toBe('draft');
    dialogue
      .do(go('resume'))
      .do(go('submit'))
      .do(set('applicant.phone', value('0987654321')));
    expect(dialogue.asking).toBe('attachments');
  });

  test('sending too early goes on with the questions', () => {
    expect(started().do(go('submit')).asking).toBe('applicant.kind');
  });

  test('without the declaration nothing is sent', () => {
    const dialogue = filled().do(go('submit')).do(go('skip')).do(no);
    expect(dialogue.asking).toBe('declaration.accepted');
    expect(dialogue.do(go('skip')).asking).toBe('declaration.accepted');
    expect(dialogue.status).toBe('draft');
    expect(dialogue.press('Tôi cam đoan đúng').status).toBe('submitted');
  });

  test('at the review yes sends and no asks which line', () => {
    expect(filled().do(yes).asking).toBe('attachments');
    expect(filled().do(no).said).toContain('mục số mấy');
    expect(filled().do(go('skip')).asking).toBeNull();
  });
});

describe('moving about', () => {
  test('"xem lại" at the end shows the whole form again, "còn thiếu gì" and the menu keep it', () => {
    const dialogue = filled().do(go('menu')).do(go('review'));
    expect(dialogue.asking).toBe('review');
    expect(dialogue.said).toContain('1. Loại hình');
  });

  test('back goes to the settled field before, from papers and declaration to the review', () => {
    const dialogue = started();
    expect(dialogue.do(go('back')).said).toContain('câu đầu tiên');
    dialogue
      .do(set('applicant.kind', value('ho-san-xuat')))
      .do(go('skip'))
      .do(go('back'));
    expect(dialogue.asking).toBe('applicant.name');
    expect(dialogue.do(go('back')).asking).toBe('applicant.kind');
    const end = filled().do(go('submit'));
    expect(end.do(go('back')).asking).toBe('review');
    expect(end.do(go('back')).asking).toBe('idea.supportNeeds');
  });

  test('back out of a side question returns to the form', () => {
    expect(started().do(go('cancel')).do(go('back')).asking).toBe('applicant.kind');
    expect(started().do(go('menu')).do(go('back')).asking).toBe('applicant.kind');
  });

  test('cancel asks once; yes withdraws, no goes on', () => {
    const dialogue = started().do(go('cancel'));
    expect(dialogue.asking).toBe('cancel');
    expect(dialogue.do(no).asking).toBe('applicant.kind');
    dialogue.do(go('cancel')).do(yes);
    expect(dialogue.status).toBe('withdrawn');
    expect(dialogue.last.events).toMatchObject([
      { type: 'statusChanged', to: 'withdrawn', why: 'cancelled-by-person' },
    ]);
  });

  test('pause keeps the question; the menu offers to go on; "đăng ký sản phẩm" resumes', () => {
    const dialogue = started()
      .do(set('applicant.kind', value('ho-san-xuat')))
      .do(go('pause'));
    expect(dialogue.asking).toBeNull();
    expect(dialogue.labels).toEqual(['Làm tiếp phiếu']);
    expect(dialogue.do({ type: 'startForm' }).asking).toBe('applicant.name');
    expect(dialogue.do(go('menu')).labels).toContain('Làm tiếp phiếu');
    expect(dialogue.do(go('resume')).asking).toBe('applicant.name');
    expect(filled().do(go('pause')).do({ type: 'startForm' }).asking).toBe('review');
    expect(filled().do(go('pause')).do(go('resume')).asking).toBe('review');
  });

  test('a question while a batch is shown, then resume, shows the batch again', () => {
    const dialogue = started().do(
      set('applicant.kind', value('ho-san-xuat')),
      set('applicant.phone', value('0987654321'), false),
    );
    expect(dialogue.do(answer).asking).toBe('confirm');
    expect(dialogue.do(go('pause')).do(go('resume')).asking).toBe('confirm');
  });

  test('coming back after long: continue, or anew', () => {
    const dialogue = started().do(go('welcomeBack'));
    expect(dialogue.asking).toBe('resume');
    expect(dialogue.do(answer).said).toContain('làm tiếp phiếu đang dở');
    expect(dialogue.do(go('resume')).asking).toBe('applicant.kind');
    const before = dialogue.snapshot.draft?.id;
    expect(dialogue.do(go('restart')).asking).toBe('resume');
    dialogue.do(go('restart'));
    expect(dialogue.last.events).toMatchObject([{ to: 'withdrawn', why: 'replaced' }, { type: 'registrationStarted' }]);
    expect(dialogue.snapshot.draft?.id).not.toBe(before);
    expect(new Dialogue().do(go('restart')).asking).toBe('consent');
  });

  test('the review in mid-form is a look, what is missing and help too', () => {
    const dialogue = started().do(set('applicant.kind', value('ho-san-xuat')));
    expect(dialogue.do(go('review')).said).toContain('1. Loại hình');
    expect(dialogue.asking).toBe('applicant.name');
    expect(dialogue.do(go('missing')).said).toContain('còn thiếu');
    expect(dialogue.do(go('help')).said).toContain('quay lại');
    expect(dialogue.do(go('explain')).said).toContain('Hộ kinh doanh');
    expect(dialogue.asking).toBe('applicant.name');
    expect(filled().do(go('missing')).said).toContain('đủ các mục bắt buộc');
    expect(filled().do(go('explain')).asking).toBe('review');
    expect(new Dialogue().do(go('help')).asking).toBe('menu');
    expect(new Dialogue().do(go('back')).said).toContain('chưa có phiếu');
  });

  test('"để sau" outside a question returns to the form', () => {
    expect(started().do(go('menu')).do(go('skip')).asking).toBe('applicant.kind');
  });
});

describe('buttons', () => {
  test('several choices are picked one by one until done', () => {
    const dialogue = started().do({ type: 'correctField', field: 'idea.markets', reading: { kind: 'none' } });
    dialogue.press('Trong xã');
    expect(dialogue.asking).toBe('idea.markets');
    expect(dialogue.labels).not.toContain('Trong xã');
    dialogue.press('Trong tỉnh').do(set('idea.markets', value(['xuat-khau'])));
    expect(dialogue.answers['idea.markets']).toEqual(['trong-tinh', 'trong-xa', 'xuat-khau']);
    expect(dialogue.asking).toBe('applicant.kind');
    dialogue
      .do({ type: 'correctField', field: 'idea.markets', reading: { kind: 'none' } })
      .press('Ngoài tỉnh')
      .press('Xong');
    expect(dialogue.answers['idea.markets']).toEqual(['ngoai-tinh']);
    expect(dialogue.press('Trong huyện cũ').answers['idea.markets']).toEqual(['ngoai-tinh', 'trong-huyen-cu']);
    dialogue.do({ type: 'correctField', field: 'idea.documents', reading: { kind: 'none' } }).press('Chưa có gì');
    expect(dialogue.answers['idea.documents']).toEqual([]);
  });

  test('an old choice changes that answer, other old buttons say that they are old', () => {
    const dialogue = started().press('Hợp tác xã');
    expect(dialogue.press('Trang trại').answers['applicant.kind']).toBe('trang-trai');
    expect(dialogue.asking).toBe('applicant.name');
    expect(dialogue.press('Đồng ý').said).toContain('Nút này');
    dialogue.do(go('cancel')).do(no);
    expect(dialogue.press('Hủy phiếu').said).toContain('Nút này');
    dialogue.do(go('menu')).press('Hướng dẫn');
    expect(dialogue.said).toContain('Lúc khai');
    dialogue.do(go('resume')).press('Gặp cán bộ');
    expect(dialogue.asking).toBe('handoff');
    expect(dialogue.do({ type: 'choose', payload: 'forged' }).said).toContain('Nút này');
  });

  test('an old button of a form that is gone does nothing to it', () => {
    const dialogue = started().do(go('cancel')).do(yes);
    expect(dialogue.press('Hợp tác xã').said).toContain('Nút này');
    expect(dialogue.press('Đăng ký sản phẩm').asking).toBe('applicant.kind');
    const gone = started();
    const payload = gone.snapshot.state.offered[0]?.payload ?? '';
    gone.snapshot = { ...gone.snapshot, draft: null };
    expect(gone.do({ type: 'choose', payload }).said).toContain('chưa có phiếu');
  });

  test('pressing a choice while its value is being confirmed takes the choice', () => {
    const dialogue = started();
    dialogue.do(set('applicant.kind', { kind: 'confirm', text: 'Là trang trại?', value: 'trang-trai', words: 'trại' }));
    dialogue.press('Hợp tác xã');
    expect(dialogue.answers['applicant.kind']).toBe('hop-tac-xa');
    expect(dialogue.snapshot.state.proposed).toEqual([]);
  });

  test('a suggestion refused is asked openly', () => {
    const dialogue = started();
    dialogue.do(no);
    expect(dialogue.said).toContain('Tôi chưa đọc được loại hình');
    expect(new Dialogue().do(yes).last.replies).toEqual([]);
  });

  test('consent, yes and no, menu and start buttons do what they say', () => {
    const dialogue = new Dialogue().do({ type: 'greeting' }).press('Đăng ký sản phẩm').press('Đồng ý');
    expect(dialogue.asking).toBe('applicant.kind');
    dialogue
      .do(set('applicant.kind', { kind: 'confirm', text: 'Là trang trại?', value: 'trang-trai', words: 'trại' }))
      .press('Đúng rồi');
    expect(dialogue.answers['applicant.kind']).toBe('trang-trai');
    // An old consent button counts while consent is asked, e.g. after a question in between.
    const asked = new Dialogue().do({ type: 'startForm' });
    const first = asked.snapshot.state.offered[0]?.payload ?? '';
    expect(asked.do(answer).do({ type: 'choose', payload: first }).asking).toBe('applicant.kind');
  });

  test('payloads are short and never repeat', () => {
    const dialogue = filled();
    const { offered, earlier } = dialogue.snapshot.state;
    const payloads = [...offered, ...earlier].map((one) => one.payload);
    expect(new Set(payloads).size).toBe(payloads.length);
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThanOrEqual(64);
    expect(earlier.length).toBeLessThanOrEqual(60);
  });
});

describe('talk beside the form', () => {
  test('a question in mid-form is answered and the same field asked again exactly once', () => {
    const dialogue = started().do(answer);
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.last.replies.filter((reply) => reply.text.includes('loại hình nào'))).toHaveLength(1);
    expect(dialogue.snapshot.state.previousQuestion).toBe('ocop là gì?');
  });

  test('a question while candidates are offered offers them again', () => {
    const choices = [{ value: '16000', label: 'Xã Hoằng Thanh' }];
    const dialogue = started()
      .do(set('applicant.unit', { kind: 'choose', text: 'Xã nào ạ?', choices, words: 'x' }))
      .do(answer);
    expect(dialogue.said).toContain('Xã nào ạ?');
    expect(dialogue.snapshot.state.candidates).toBe(true);
    expect(dialogue.do(go('skip')).asking).toBe('applicant.kind');
    expect(dialogue.snapshot.state.waiting).toBeNull();
  });

  test('greetings, thanks and media never move the form', () => {
    for (const command of [
      { type: 'greeting' },
      { type: 'thanks' },
      { type: 'media', media: 'voice' },
      { type: 'media', media: 'photo', outcome: { kind: 'refused', why: 'heic' }, paper: null },
      { type: 'dataRight', right: 'view' },
    ] as const satisfies readonly Command[]) {
      const dialogue = started().do(command);
      expect(dialogue.asking).toBe('applicant.kind');
      expect(dialogue.last.replies.at(-1)?.text).toContain('loại hình nào');
    }
    expect(new Dialogue().do({ type: 'media', media: 'sticker' }).asking).toBe('menu');
    expect(new Dialogue().do({ type: 'thanks' }).asking).toBe('menu');
  });

  test('a first greeting introduces, a later one is short', () => {
    const dialogue = new Dialogue().do({ type: 'greeting' });
    expect(dialogue.said).toContain('trợ lý OCOP Thanh Hóa');
    expect(dialogue.do({ type: 'greeting' }).said).not.toContain('trợ lý OCOP Thanh Hóa');
  });

  test('"dữ liệu của tôi" says what is kept and why', () => {
    expect(new Dialogue().do({ type: 'dataRight', right: 'view' }).said).toContain('chưa lưu');
    expect(started().do({ type: 'dataRight', right: 'view' }).said).toContain('phiếu đang khai');
    const sent = filled().do(go('submit')).do(go('skip')).do(yes);
    sent.snapshot = {
      ...sent.snapshot,
      draft: sent.snapshot.draft && { ...sent.snapshot.draft, reference: 'OCOP-2026-000001' },
    };
    expect(sent.do({ type: 'dataRight', right: 'view' }).said).toContain('OCOP-2026-000001');
  });

  describe('"xóa dữ liệu"', () => {
    const erase: Command = { type: 'dataRight', right: 'erase' };
    const no: Command = { type: 'confirm', yes: false };

    test('is asked twice, and a no leaves everything', () => {
      const asked = started().do(erase);
      expect([asked.asking, asked.last.events]).toEqual(['cancel', []]);
      const kept = asked.do(no);
      expect([kept.asking, kept.last.events, kept.status]).toEqual(['applicant.kind', [], 'draft']);
      expect(kept.do(go('cancel')).do(yes).status).toBe('withdrawn');
    });

    test('takes everything, and nothing is left of the dialogue', () => {
      const gone = started().do(erase).do(yes);
      expect(gone.last.events).toMatchObject([{ type: 'erased', extent: 'everything' }]);
      expect(gone.snapshot).toMatchObject({ draft: null, state: { consent: 'unknown', registrationId: null } });
    });

    test('leaves what the office is working on to the office, with a date', () => {
      const sent = filled().do(go('submit')).do(go('skip')).do(yes).do(erase).do(yes);
      expect(sent.last.events).toMatchObject([
        { type: 'erased', extent: 'unsent' },
        { type: 'consent', action: 'withdrawn' },
        { type: 'dataRequested', right: 'erase', answerBy: '2026-11-25', dueOn: '2026-12-13' },
      ]);
      expect([sent.status, sent.said.includes('13/12/2026')]).toEqual(['submitted', true]);
    });
  });

  test('"gặp cán bộ" is stored once, takes a note, and the form goes on', () => {
    const dialogue = started().do({ type: 'handoff' });
    expect(dialogue.last.events).toEqual([{ type: 'handoffRequested', reason: 'asked', unit: null }]);
    dialogue.do({ type: 'handoffNote', words: 'tôi thuê đất' });
    expect(dialogue.last.events).toEqual([{ type: 'handoffNoted', words: 'tôi thuê đất' }]);
    expect(dialogue.asking).toBe('applicant.kind');
    expect(dialogue.do({ type: 'handoff' }).last.events).toEqual([]);
    expect(dialogue.do(go('resume')).asking).toBe('applicant.kind');
  });

  test('without consent a note is not kept, and consent stays asked', () => {
    const dialogue = new Dialogue().do({ type: 'startForm' }).do({ type: 'handoff' });
    expect(dialogue.asking).toBe('consent');
    expect(new Dialogue().do({ type: 'handoff' }).asking).toBe('menu');
    const noted = new Dialogue().do({ type: 'handoffNote', words: 'số tôi 0987654321' });
    expect(noted.last.events).toEqual([]);
    expect(noted.said).toContain('chưa lưu');
    const sent = filled().do(go('submit')).do(go('skip')).do(yes).do({ type: 'handoff' });
    expect(sent.asking).toBe('handoff');
    expect(sent.do(go('resume')).asking).toBe('menu');
    expect(sent.do({ type: 'handoff' }).do({ type: 'handoffNote', words: 'x' }).asking).toBe('menu');
  });

  test('media and data rights out of nowhere lead to the menu', () => {
    const dialogue = started()
      .do(go('pause'))
      .do({ type: 'media', media: 'file', outcome: { kind: 'not-wanted' }, paper: null });
    expect(dialogue.asking).toBe('menu');
    expect(started().do(go('pause')).do({ type: 'dataRight', right: 'view' }).asking).toBe('menu');
    expect(started().do(go('pause')).do({ type: 'choose', payload: 'forged' }).asking).toBe('menu');
  });

  test('an unclear message at consent says how to answer', () => {
    expect(new Dialogue().do({ type: 'startForm' }).do({ type: 'unclear', words: 'abc' }).said).toContain('trả lời rõ');
    expect(filled().do({ type: 'unclear', words: 'abc' }).asking).toBe('review');
  });
});

test('the same snapshot, commands and turn give the same decision, and the snapshot given is untouched', () => {
  const dialogue = started();
  const before = structuredClone(dialogue.snapshot);
  const turn: Turn = {
    now: START,
    today: '2026-11-23',
    nonce: 'n',
    newRegistrationId: 'r',
    newLinkCode: '123456',
    channel: 'zalo',
    controller: 'x',
    abroad: null,
  };
  const commands = [set('applicant.kind', value('ho-san-xuat'))];
  expect(decide(dialogue.snapshot, commands, turn)).toEqual(decide(dialogue.snapshot, commands, turn));
  expect(dialogue.snapshot).toEqual(before);
});
