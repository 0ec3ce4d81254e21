import { unitByCode, unitTitle } from '../../language/places.ts';
import type { JoinCheck, JoinKey } from '../join.ts';
import { WRONG_CODES_AN_HOUR } from '../link.ts';
import { text } from '../texts.ts';
import { withinTheHour } from './link.ts';
import type { Work } from './work.ts';

/** Somebody shows who they are in the office's list: with their consent, what the office tells reaches this account. */
export function join(work: Work, key: JoinKey, check: JoinCheck): void {
  stayOrMenu(work);
  const { state, turn } = work;
  const wrong = withinTheHour(state.link.wrong, turn.now);
  if (key.kind === 'code' && (wrong.length >= WRONG_CODES_AN_HOUR || check.kind === 'closed')) {
    work.note(text('linkClosed'));
    return;
  }
  switch (check.kind) {
    case 'member':
      joinMember(work, key, check);
      return;
    case 'officer':
      if (key.kind !== 'code') return;
      work.emit({ type: 'officerJoined', staffId: check.staffId, code: key.code });
      work.note(text('join.officer'));
      return;
    case 'joined':
      work.note(text('join.already'));
      return;
    case 'closed':
    case 'unknown':
      if (key.kind === 'code') {
        state.link = { ...state.link, wrong: [...wrong, turn.now] };
        work.emit({ type: 'linkFailed' });
        work.note(text('join.unknownCode'));
      } else if (!work.filling) work.note(text('join.unknownPhone'));
      return;
    default:
      check satisfies never;
  }
}

function joinMember(work: Work, key: JoinKey, { memberId, unit }: Extract<JoinCheck, { kind: 'member' }>): void {
  const { state } = work;
  if (state.consent !== 'given') {
    // A shared number is not kept for later: without consent nothing is.
    state.joining = { code: key.kind === 'code' ? key.code : null, unit };
    work.note(text('join.consent'));
    work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  state.joining = null;
  work.emit({ type: 'memberJoined', memberId });
  work.note(text('join.done', { unit: titleOf(unit) }));
}

/** The QR code of a commune: who shares their number is found in its list by it. */
export function joinCommune(work: Work, unit: string): void {
  const { state } = work;
  state.fromCommune = unit;
  if (state.consent !== 'given') {
    state.joining = { code: null, unit };
    work.note(text('join.consent'));
    work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  if (work.filling) {
    stayOrMenu(work);
    return;
  }
  askForPhone(work, unit);
}

/** After the yes to the consent message: what they came for goes on. Gives false when they came for the form. */
export function goOnJoining(work: Work): boolean {
  const { joining } = work.state;
  if (joining === null) return false;
  work.state.joining = null;
  if (joining.code === null) {
    askForPhone(work, joining.unit);
    return true;
  }
  work.ending = { kind: 'ask', asking: 'menu', instead: '' };
  join(work, { kind: 'code', code: joining.code }, work.turn.join ?? { kind: 'unknown' });
  return true;
}

function askForPhone(work: Work, unit: string): void {
  work.reply({
    text: text('join.sharePhone', { unit: titleOf(unit) }),
    buttons: [],
    requestContact: text('button.shareContact'),
  });
  work.state.asking = null;
  work.ending = { kind: 'none' };
}

function titleOf(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit).replace(/^./u, (letter) => letter.toLowerCase()) : 'xã, phường';
}

function stayOrMenu(work: Work): void {
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}
