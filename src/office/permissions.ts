import { inScope, type Officer, type Role } from './roles.ts';

/** Everything that the office can do. One name per service, the same that the audit log carries. */
const ACTIONS = [
  'registration.list',
  'registration.view',
  'registration.document',
  'registration.export',
  'attachment.read',
  'list.view',
  'list.export',
  'paper.receive',
  'registration.assess',
  'registration.accept',
  'registration.return',
  'registration.forward',
  'registration.withdraw',
  'registration.note',
  'registration.assign',
  'registration.set',
  'behalf.start',
  'behalf.fill',
  'behalf.submit',
  'conversation.list',
  'conversation.read',
  'conversation.claim',
  'conversation.reply',
  'conversation.hand-back',
  'conversation.close',
  'result.enter',
  'member.list',
  'member.import',
  'member.link',
  'member.remove',
  'broadcast.list',
  'broadcast.view',
  'broadcast.draft',
  'broadcast.test',
  'broadcast.submit',
  'broadcast.approve',
  'broadcast.control',
  'call-list.view',
  'call-list.mark',
  'event.list',
  'event.view',
  'event.create',
  'event.change',
  'event.publish',
  'event.cancel',
  'event.attendance',
  'event.export',
  'event.check-in',
  'staff.list',
  'staff.add',
  'staff.change',
  'audit.view',
  'data-request.list',
  'question.list',
  'answer.change',
  'knowledge.view',
  'knowledge.change',
  'knowledge.review',
  'figures.view',
  'target.change',
  'settings.view',
  'desk.change',
  'audit.export',
  'channel.connect',
] as const;
export type Action = (typeof ACTIONS)[number];

const LOOK = [
  'registration.list',
  'registration.view',
  'list.view',
  'broadcast.list',
  'broadcast.view',
  'event.list',
  'event.view',
  'knowledge.view',
  'figures.view',
] as const;
/** What takes personal data out of the system. */
const TAKE = [
  'registration.document',
  'registration.export',
  'attachment.read',
  'list.export',
  'event.export',
] as const;
const OFFICE_WORK = [
  'paper.receive',
  'registration.assess',
  'registration.accept',
  'registration.return',
  'registration.forward',
  'registration.withdraw',
  'registration.note',
  'registration.assign',
  'registration.set',
  'behalf.start',
  'behalf.fill',
  'behalf.submit',
  'conversation.list',
  'conversation.read',
  'conversation.claim',
  'conversation.reply',
  'conversation.hand-back',
  'conversation.close',
  'desk.change',
] as const;
const TELLING = [
  'member.list',
  'member.import',
  'member.link',
  'member.remove',
  'broadcast.draft',
  'broadcast.test',
  'broadcast.submit',
  'broadcast.control',
  'call-list.view',
  'call-list.mark',
  'event.create',
  'event.change',
  'event.publish',
  'event.cancel',
  'event.attendance',
  'event.check-in',
] as const;

/** Role × action. The scope comes on top: it limits every action to the officer's units. */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Action>>> = {
  administrator: new Set(ACTIONS),
  // Results are the province's to announce (QĐ 26/2026 Đ.7 k.3); staff is the administrator's.
  'provincial-coordinator': new Set<Action>([
    ...LOOK,
    ...TAKE,
    ...OFFICE_WORK,
    ...TELLING,
    'broadcast.approve',
    'result.enter',
    'audit.view',
    'data-request.list',
    'question.list',
    'answer.change',
    'knowledge.change',
    'knowledge.review',
    'target.change',
    'settings.view',
    'audit.export',
  ]),
  'commune-officer': new Set<Action>([...LOOK, ...TAKE, ...OFFICE_WORK, ...TELLING]),
  viewer: new Set<Action>(LOOK),
};

/** - `role`: not for this role at all. `scope`: not in this unit. */
export type Permission = { readonly kind: 'allowed' } | { readonly kind: 'denied'; readonly reason: 'role' | 'scope' };

/** @param unit Code of the unit that the action concerns; null for actions that concern none (lists, staff). */
export function may(officer: Pick<Officer, 'role' | 'scope'>, action: Action, unit: string | null): Permission {
  if (!PERMISSIONS[officer.role].has(action)) return { kind: 'denied', reason: 'role' };
  if (unit !== null && !inScope(officer.scope, unit)) return { kind: 'denied', reason: 'scope' };
  return { kind: 'allowed' };
}
