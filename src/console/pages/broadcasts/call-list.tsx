import { z } from 'zod';
import { id } from '../../../office/http/schemas.ts';
import {
  CALL_OUTCOMES,
  type CallOutcome,
  type CallRow,
  exportCallList,
  markCall,
  viewCallList,
} from '../../../office/services/broadcasts/call-list.ts';
import { Empty } from '../../components/empty.tsx';
import { HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { choiceInAddress, optional, sequence } from '../../form-fields.ts';
import { action, download, go, page } from '../../page.ts';
import { showInstant, unitName } from '../../words.ts';
import { BroadcastTabs } from './tabs.tsx';

const OUTCOME_WORDS: Readonly<Record<CallOutcome, string>> = {
  reached: 'Đã gọi, đã báo',
  'no-answer': 'Không nghe máy',
  'wrong-number': 'Sai số',
  declined: 'Không muốn nghe',
};

const query = z.object({
  campaignId: choiceInAddress(id),
  all: choiceInAddress(z.enum(['yes']).transform(() => true)),
  after: choiceInAddress(sequence),
});
type Query = z.output<typeof query>;

function listAddress({ campaignId, all, after }: Query, path = ''): string {
  const words = new URLSearchParams({
    ...(campaignId ? { campaignId } : {}),
    ...(all ? { all: 'yes' } : {}),
    ...(after ? { after } : {}),
  }).toString();
  return `/console/broadcasts/call-list${path}${words ? `?${words}` : ''}`;
}

const callListPage = page({
  path: '/broadcasts/call-list',
  access: 'call-list.view',
  query,
  load: ({ parts, officer, query: given }) => viewCallList(parts.office, officer, given),
  render: ({ rows, next }, { officer, query: given }) => ({
    title: 'Danh sách gọi',
    body: (
      <>
        <div class="heading">
          <h1>Danh sách gọi</h1>
          <p class="ways">
            {given.all ? (
              <a href={listAddress({ ...given, all: undefined, after: undefined })}>Chỉ người chưa báo được</a>
            ) : (
              <a href={listAddress({ ...given, all: true, after: undefined })}>Cả người đã gọi</a>
            )}
            <a href={listAddress({ ...given, after: undefined }, '/workbook')}>Tải Excel</a>
          </p>
        </div>
        <BroadcastTabs officer={officer} />
        <p class="prose">
          Những người không kênh nào tới được. Gọi xong, anh/chị bấm kết quả; ai không nghe máy thì còn trong danh sách.
        </p>
        {rows.length === 0 ? (
          <Empty>
            <p>Không còn ai phải gọi.</p>
          </Empty>
        ) : (
          <ul class="calls">
            {rows.map((row) => (
              <Call key={row.seq} row={row} given={given} />
            ))}
          </ul>
        )}
        {next ? (
          <p class="pages">
            <a href={listAddress({ ...given, after: next })}>Xem tiếp →</a>
          </p>
        ) : null}
      </>
    ),
  }),
});

function Call({ row, given }: { readonly row: CallRow; readonly given: Query }) {
  const { seq, name, phone, unit, title, text, why, outcome, calledAt } = row;
  const who = name ?? 'Chưa rõ tên';
  return (
    <li>
      <h2>{who}</h2>
      <p>
        {phone ? <a href={`tel:${phone}`}>{phone}</a> : 'Chưa có số điện thoại'}
        {unit ? `, ${unitName(unit)}` : ''}
      </p>
      <details>
        <summary>
          Cần báo: {title} <span class="sr">cho {who}</span>
        </summary>
        <p class="words">{text}</p>
      </details>
      {why ? <p class="quiet">{why}</p> : null}
      {outcome && calledAt ? (
        <p>
          {OUTCOME_WORDS[outcome]}, {showInstant(calledAt)}
        </p>
      ) : null}
      <Form action={`/console/broadcasts/call-list/${seq}`} class="buttons">
        <HiddenField name="campaignId" value={given.campaignId ?? ''} />
        {CALL_OUTCOMES.map((one) => (
          <SubmitButton
            key={one}
            kind={one === 'reached' ? 'main' : 'second'}
            name="outcome"
            value={one}
            label={`${OUTCOME_WORDS[one]}: ${who}`}
          >
            {OUTCOME_WORDS[one]}
          </SubmitButton>
        ))}
      </Form>
    </li>
  );
}

const callListDownload = download({
  path: '/broadcasts/call-list/workbook',
  access: 'call-list.view',
  query,
  load: ({ parts, officer, query: given }) => exportCallList(parts.office, officer, given),
});

const markAction = action({
  path: '/broadcasts/call-list/:seq',
  access: 'call-list.mark',
  params: z.strictObject({ seq: sequence }),
  body: z.strictObject({ outcome: z.enum(CALL_OUTCOMES).describe('Kết quả'), campaignId: optional(id) }),
  back: callListPage,
  backParams: () => ({}),
  async run({ parts, officer, params, body: { outcome, campaignId } }) {
    await markCall(parts.office, officer, { ...params, outcome });
    const list = { campaignId: campaignId ?? undefined, all: undefined, after: undefined };
    return go(listAddress(list), 'call-marked');
  },
});

export const callListPages = [callListPage, callListDownload, markAction];
