import type { CampaignAct } from '../../../notifications/campaigns/transitions.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { DELIVERY_LABELS, type DeliveryStatus } from '../../../office/services/broadcasts/ledger.ts';
import type { BroadcastView, Tally } from '../../../office/services/broadcasts/view.ts';
import { CAMPAIGN_WORDS, showMoney, wayWords } from '../../broadcast-words.ts';
import { Badge } from '../../components/badge.tsx';
import { SubmitButton } from '../../components/form.tsx';
import { Table } from '../../components/table.tsx';
import { StepForm } from './step-form.tsx';

const TOLD: readonly string[] = ['sent', 'delivered', 'read'];
const UNDER_WAY: readonly string[] = ['waiting', 'sending'];
const MOVES: readonly BroadcastView['status'][] = ['scheduled', 'running'];

const number = (value: number) => value.toLocaleString('vi-VN');
const sumOf = (tallies: readonly Tally[], statuses: readonly string[]) =>
  tallies.filter(({ status }) => statuses.includes(status)).reduce((sum, { count }) => sum + count, 0);

/** How far it is, asked again by itself while it goes on; without script there is the link. */
export function Progress({ broadcast, officer }: { readonly broadcast: BroadcastView; readonly officer: Officer }) {
  const { id, status, recipients, tallies, expanded } = broadcast;
  const at = `/console/broadcasts/${id}`;
  const moves = MOVES.includes(status);
  const [words, tone] = CAMPAIGN_WORDS[status];
  const total = Math.max(recipients ?? 0, sumOf(tallies, Object.keys(DELIVERY_LABELS)));
  const told = sumOf(tallies, TOLD);
  return (
    <section
      id="progress"
      aria-label="Tiến độ"
      {...(moves
        ? {
            'hx-get': at,
            'hx-trigger': 'every 3s',
            'hx-select': '#progress',
            'hx-swap': 'outerHTML',
            'hx-headers': '{"x-background":"1"}',
          }
        : {})}
    >
      <p>
        <Badge tone={tone}>{words}</Badge> {moves ? <a href={at}>Xem số mới nhất</a> : null}
      </p>
      <label for="told">
        Đã gửi {number(told)}/{number(total)} người
      </label>
      <progress id="told" max={Math.max(total, 1)} value={told} />
      <dl class="figures">
        <Figure name="Còn lại" value={expanded ? sumOf(tallies, UNDER_WAY) : Math.max(0, total - told)} />
        <Figure name="Đã xem" value={sumOf(tallies, ['read'])} />
        <Figure name="Phải gọi điện" value={sumOf(tallies, ['callList'])} />
        <Figure name="Hỏng" value={sumOf(tallies, ['failed'])} />
        <Figure name="Không rõ" value={sumOf(tallies, ['uncertain'])} />
        <Figure name="Không nhận" value={sumOf(tallies, ['skipped', 'cancelled'])} />
      </dl>
      <Acts broadcast={broadcast} officer={officer} />
      <Tallies tallies={tallies} />
      {PERMISSIONS[officer.role].has('broadcast.ledger') && tallies.length > 0 ? (
        <p class="ways">
          <a href={`${at}/ledger`}>Từng người nhận</a>
          <a href={`/console/broadcasts/call-list?campaignId=${id}`}>Danh sách gọi của thông báo này</a>
        </p>
      ) : null}
    </section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{number(value)}</dd>
    </div>
  );
}

const BUTTONS: readonly { readonly act: CampaignAct; readonly step: string; readonly label: string }[] = [
  { act: 'pause', step: 'pause', label: 'Tạm dừng' },
  { act: 'resume', step: 'resume', label: 'Gửi tiếp' },
  { act: 'recall', step: 'recall', label: 'Rút lại để sửa' },
  { act: 'retry', step: 'retry', label: 'Gửi lại tin hỏng' },
];

function Acts({ broadcast, officer }: { readonly broadcast: BroadcastView; readonly officer: Officer }) {
  const { id, version, acts, tallies, expanded } = broadcast;
  if (!PERMISSIONS[officer.role].has('broadcast.control')) return null;
  const at = `/console/broadcasts/${id}`;
  const offered = BUTTONS.filter(({ act }) => {
    if (!acts.includes(act)) return false;
    if (act === 'retry') return sumOf(tallies, ['failed']) > 0;
    return act !== 'recall' || (!expanded && tallies.length === 0);
  });
  return (
    <div class="buttons">
      {offered.map(({ step, label }) => (
        <StepForm key={step} at={at} step={step} version={version}>
          <SubmitButton kind="second">{label}</SubmitButton>
        </StepForm>
      ))}
      {acts.includes('cancel') ? <a href={`${at}/cancel`}>Hủy thông báo</a> : null}
    </div>
  );
}

function Tallies({ tallies }: { readonly tallies: readonly Tally[] }) {
  if (tallies.length === 0) return null;
  return (
    <Table
      caption="Người nhận theo trạng thái, cách gửi và lý do"
      rows={tallies.map((tally) => ({ id: `${tally.status}-${tally.reason}-${tally.way}`, ...tally }))}
      columns={[
        { head: 'Trạng thái', names: true, cell: ({ status }) => DELIVERY_LABELS[status as DeliveryStatus] },
        { head: 'Cách gửi', cell: ({ way }) => wayWords(way) },
        { head: 'Lý do', cell: ({ text }) => text ?? '' },
        { head: 'Người', numeric: true, cell: ({ count }) => number(count) },
        { head: 'Chi phí', numeric: true, cell: ({ cost }) => (cost === 0 ? '' : showMoney(cost)) },
      ]}
    />
  );
}
