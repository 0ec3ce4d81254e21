/** How a broadcast stands, as in the database. */
export const CAMPAIGN_STATUSES = [
  'draft',
  'awaitingApproval',
  'scheduled',
  'running',
  'paused',
  'finished',
  'cancelled',
  'expired',
] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/**
 * - `submit`: goes out at its hour. `handIn`: it is for so many that a second officer approves it first.
 * - `sendBack`: not approved. `recall`: its author takes it back before anybody was told.
 * - `start`, `hold` (it grew beyond what goes out without approval), `finish`, `expire`: the dispatcher's. `retry`: those that failed, and nobody else.
 */
export const CAMPAIGN_ACTS = [
  'edit',
  'discard',
  'submit',
  'handIn',
  'approve',
  'sendBack',
  'recall',
  'start',
  'hold',
  'pause',
  'resume',
  'cancel',
  'retry',
  'finish',
  'expire',
] as const;
export type CampaignAct = (typeof CAMPAIGN_ACTS)[number];

/** What is not here is refused. `gone`: nothing is left of it. */
const TABLE: Readonly<Record<CampaignStatus, Partial<Readonly<Record<CampaignAct, CampaignStatus | 'gone'>>>>> = {
  draft: { edit: 'draft', discard: 'gone', submit: 'scheduled', handIn: 'awaitingApproval' },
  awaitingApproval: { approve: 'scheduled', sendBack: 'draft', cancel: 'cancelled', expire: 'expired' },
  scheduled: {
    recall: 'draft',
    start: 'running',
    hold: 'awaitingApproval',
    pause: 'paused',
    cancel: 'cancelled',
    expire: 'expired',
  },
  running: { pause: 'paused', cancel: 'cancelled', retry: 'running', finish: 'finished', expire: 'expired' },
  // Back among the planned: the dispatcher starts it again at once when its hour has come.
  paused: { resume: 'scheduled', cancel: 'cancelled', expire: 'expired' },
  finished: { retry: 'running' },
  cancelled: {},
  expired: {},
};

/** Where an act leads; null: refused. */
export function nextStatus(from: CampaignStatus, act: CampaignAct): CampaignStatus | 'gone' | null {
  return TABLE[from][act] ?? null;
}

export function actsFrom(from: CampaignStatus): CampaignAct[] {
  return CAMPAIGN_ACTS.filter((act) => nextStatus(from, act) !== null);
}
