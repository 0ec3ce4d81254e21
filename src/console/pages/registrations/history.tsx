import { STATUS_LABELS } from '../../../office/transitions.ts';
import { channelName } from '../../conversation-words.ts';
import { showInstant } from '../../words.ts';
import type { RecordData } from './record-data.ts';

/** Reasons that the program gives; an officer's own stand as they were written. */
const WHY: Readonly<Record<string, string>> = {
  'accepted-by-commune': '',
  'returned-for-completion': '',
  'forwarded-to-province': '',
  'result-entered': '',
  'sent-on-behalf': 'cán bộ gửi hộ',
};

/** What happened, newest last, and what each sending changed. */
export function History({ data: { record, names } }: { readonly data: RecordData }) {
  const who = (id: string) => names.get(id) ?? (id === 'person' ? 'chủ thể' : id === 'system' ? 'hệ thống' : 'cán bộ');
  return (
    <section aria-labelledby="history">
      <h2 id="history">Lịch sử</h2>
      <ol class="timeline">
        {record.consent ? (
          <li>
            <strong>{record.consent.action === 'given' ? 'Đồng ý cho dùng thông tin' : 'Không còn đồng ý'}</strong>
            <small>
              {showInstant(record.consent.at)}, {channelName(record.consent.channel)}
              {record.consent.recordedBy ? `, ${who(record.consent.recordedBy)} ghi` : ''}
            </small>
          </li>
        ) : null}
        {record.history.map(({ to, who: by, why, at }) => (
          <li key={`${at}-${to}`}>
            <strong>{capitalised(STATUS_LABELS[to])}</strong>
            <small>
              {showInstant(at)}, {who(by)}
            </small>
            {reason(why, by) ? <p>{reason(why, by)}</p> : null}
          </li>
        ))}
      </ol>
      <Versions versions={record.versions} />
    </section>
  );
}

function reason(why: string, by: string): string {
  if (Object.hasOwn(WHY, why)) return WHY[why] ?? '';
  return by === 'person' || by === 'system' ? '' : why;
}

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function Versions({ versions }: Pick<RecordData['record'], 'versions'>) {
  const again = versions.filter(({ changes }) => changes.length > 0);
  if (again.length === 0) return null;
  return (
    <>
      {again.map(({ number, at, changes }) => (
        <details key={number}>
          <summary>
            Lần gửi {number} khác lần trước {changes.length} mục ({showInstant(at)})
          </summary>
          <table>
            <caption class="sr">Chỗ khác nhau giữa lần gửi {number} và lần trước</caption>
            <thead>
              <tr>
                <th scope="col">Mục</th>
                <th scope="col">Trước</th>
                <th scope="col">Nay</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, label, before, after }) => (
                <tr key={field}>
                  <th scope="row">{label}</th>
                  <td data-label="Trước">
                    <div>{before || <span class="quiet">chưa có</span>}</div>
                  </td>
                  <td data-label="Nay">
                    <div>{after || <span class="quiet">bỏ</span>}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </>
  );
}
