import type { Reach as ReachOf, ToldReason } from '../../office/services/broadcasts/reach.ts';
import { ACCOUNT_WORDS, showDuration, showMoney, WAY_WORDS } from '../broadcast-words.ts';
import { unitName } from '../words.ts';
import { Facts } from './facts.tsx';
import { Table } from './table.tsx';

const number = (value: number) => value.toLocaleString('vi-VN');

/** Before anybody is told: how it looks on each channel, and who gets it, by what way, and who does not. */
export function Reach({ reach }: { readonly reach: ReachOf }) {
  const { total, byWay, calls, excluded, cost, durations, sample } = reach;
  const told = byWay.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Facts
        rows={[
          ['Đúng đối tượng', `${number(total)} người`],
          ['Nhận được tin', `${number(told)} người`],
          ...byWay.map((one) => [WAY_WORDS[one.way], `${number(one.count)} người, ${showMoney(one.cost)}`] as const),
          ['Chi phí', showMoney(cost)],
          ...durations.map(
            ({ account, seconds }) => [`Thời gian gửi qua ${ACCOUNT_WORDS[account]}`, showDuration(seconds)] as const,
          ),
        ]}
      />
      <Reasons title="Không kênh nào tới, cán bộ gọi điện" reasons={calls} />
      <Reasons title="Không nhận tin" reasons={excluded} />
      {sample.length > 0 ? (
        <details>
          <summary>Vài người trong số này</summary>
          <Table
            caption="Vài người làm mẫu, đã che bớt"
            rows={sample.map((one, index) => ({ id: String(index), ...one }))}
            columns={[
              { head: 'Tên', names: true, cell: ({ name }) => name },
              { head: 'Điện thoại', cell: ({ phone }) => phone ?? '' },
              { head: 'Xã, phường', cell: ({ unit }) => (unit === null ? '' : unitName(unit)) },
            ]}
          />
        </details>
      ) : null}
    </>
  );
}

function Reasons({ title, reasons }: { readonly title: string; readonly reasons: readonly ToldReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="plain">
        {reasons.map(({ reason, text, count }) => (
          <li key={reason}>
            <strong>{number(count)}</strong> người: {text}
          </li>
        ))}
      </ul>
    </>
  );
}

/** As somebody sees it, with the room that it takes. */
export function OnChannels({ channels }: { readonly channels: ReachOf['channels'] }) {
  return (
    <div class="compare">
      {channels.map(({ channel, name, messages, length, limit }) => (
        <section key={channel} aria-label={`Trên ${name}`}>
          <h3>{channel === 'simulator' ? 'Trang chat' : name}</h3>
          {messages.map(({ text, buttons }) => (
            <div class="message" key={text}>
              <p class="words">{text}</p>
              {buttons.length > 0 ? (
                <ul>
                  {buttons.map((label) => (
                    <li key={label}>{label}</li>
                  ))}
                </ul>
              ) : null}
            </div>
          ))}
          <p class={length > limit ? 'error' : 'quiet'}>
            {number(length)}/{number(limit)} ký tự
          </p>
        </section>
      ))}
    </div>
  );
}
