import type { DeskOf } from './desks.ts';
import { workingMinutesBetween } from './hours.ts';

/** One way to the office. False: it did not arrive. Never throws. */
export type AlertWay = (alert: { readonly id: string; readonly text: string }) => Promise<boolean>;

export interface WaitingRequest {
  readonly id: string;
  readonly unit: string | null;
  /** ISO instant. */
  readonly since: string;
}

export interface AlertPorts {
  /** Requests that nobody has taken and of which nobody was told. */
  waiting(): Promise<readonly WaitingRequest[]>;
  /** True for the one process that tells of this request. */
  claimAlert(id: string, now: string): Promise<boolean>;
  /** Nobody could be told: the next round tries again. */
  releaseAlert(id: string): Promise<void>;
  readonly ways: readonly AlertWay[];
  readonly deskOf: DeskOf;
  /** Working minutes that a person may wait unseen. */
  readonly afterMinutes: number;
  /** As people open it; null: not known. */
  readonly publicUrl: string | null;
  readonly log: { warn(fields: object, message: string): void };
}

/**
 * Nobody waits unseen: the office is told once of every request that nobody took in time, by each way that is set; with
 * none, in the log. Nothing personal is in it, only where to look.
 */
export async function alertOffice(ports: AlertPorts, now: string): Promise<void> {
  for (const request of await ports.waiting()) {
    const minutes = workingMinutesBetween(ports.deskOf(request.unit).hours, request.since, now);
    if (minutes < ports.afterMinutes || !(await ports.claimAlert(request.id, now))) continue;
    const { id, unit } = request;
    ports.log.warn({ conversation: id, unit, minutes }, 'somebody waits for an officer');
    if (ports.ways.length === 0) continue;
    const text = alertText({ id, minutes, publicUrl: ports.publicUrl });
    const arrived = await Promise.all(ports.ways.map((way) => way({ id, text })));
    if (!arrived.includes(true)) await ports.releaseAlert(id);
  }
}

function alertText(alert: {
  readonly id: string;
  readonly minutes: number;
  readonly publicUrl: string | null;
}): string {
  const where = alert.publicUrl === null ? '' : ` tại ${alert.publicUrl.replace(/\/+$/, '')}`;
  return `Trợ lý OCOP: có người chờ gặp cán bộ đã ${alert.minutes} phút làm việc mà chưa ai nhận. Xin mở danh sách người chờ${where}, mã yêu cầu ${alert.id}.`;
}
