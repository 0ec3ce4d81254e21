import { OPTIONAL_TOPICS, topicLabel } from '../../notifications/topics.ts';
import type { Topic } from '../../notifications/types.ts';
import { text } from '../texts.ts';
import type { Work } from './work.ts';

/** What the person wants to be told, or no longer. News of what they sent in can't be turned off here. */
export function preference(work: Work, topics: readonly Topic[], on: boolean): void {
  const asked = topics.filter((topic) => topic !== 'own-file');
  const always = asked.length < topics.length ? [text('preference.ownFile')] : [];
  if (asked.length === 0) {
    say(work, always);
    return;
  }
  const off = work.turn.topicsOff ?? [];
  const news = asked.some((topic) => off.includes(topic) === on);
  // Said again, it is written again: of two accounts that become one person's, the newest word counts.
  work.emit({ type: 'preferenceChanged', topics: asked, on });
  say(work, [
    ...always,
    text(`preference.${news ? '' : 'already.'}${on ? 'on' : 'off'}`, { topics: namesOf(asked) }),
    text(on ? 'preference.howOff' : 'preference.howOn', { topics: saidAgain(asked) }),
  ]);
}

/** "Chỉ nhận tin hội chợ thôi": the rest is turned off. */
export function onlyPreference(work: Work, topics: readonly Topic[]): void {
  const wanted = OPTIONAL_TOPICS.filter((topic) => topics.includes(topic));
  work.emit({ type: 'preferenceChanged', topics: OPTIONAL_TOPICS.filter((one) => !wanted.includes(one)), on: false });
  if (wanted.length > 0) work.emit({ type: 'preferenceChanged', topics: wanted, on: true });
  say(work, [
    wanted.length > 0 ? text('preference.only', { topics: namesOf(wanted) }) : text('preference.onlyOwnFile'),
    text('preference.howOn', { topics: text('preference.everything') }),
  ]);
}

/** "Tôi đang nhận những tin gì?" */
export function showPreferences(work: Work): void {
  const off = work.turn.topicsOff ?? [];
  const listed = (topics: readonly Topic[]) => (topics.length > 0 ? namesOf(topics) : text('preference.none'));
  const names = {
    on: listed(OPTIONAL_TOPICS.filter((topic) => !off.includes(topic))),
    off: listed(OPTIONAL_TOPICS.filter((topic) => off.includes(topic))),
  };
  say(work, [text(work.state.consent === 'given' ? 'preference.show' : 'preference.showBeforeConsent', names)]);
}

function namesOf(topics: readonly Topic[]): string {
  return topics.map(topicLabel).join(', ');
}

/** What to name to take it back. */
function saidAgain(topics: readonly Topic[]): string {
  const everything = topics.length === OPTIONAL_TOPICS.length;
  return everything ? text('preference.everything') : text('preference.topics', { topics: namesOf(topics) });
}

/** The question in hand follows, but not into a conversation that an officer has. */
function say(work: Work, sentences: readonly string[]): void {
  if (work.turn.held) {
    work.reply({ text: sentences.join('\n'), buttons: [] });
    work.ending = { kind: 'none' };
    return;
  }
  for (const sentence of sentences) work.note(sentence);
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}
