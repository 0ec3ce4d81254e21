import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { ASSESSMENT_TOPICS } from '../../../office/documents/types.ts';
import { type Action, PERMISSIONS } from '../../../office/permissions.ts';
import type { RegistrationStatus } from '../../../registration/types.ts';
import { HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { setName, showDay } from '../../words.ts';
import { recordAddress } from './address.ts';
import { productSetOf, type RecordData } from './record-data.ts';

type State = 'done' | 'now' | 'later';

interface Step {
  readonly name: string;
  readonly state: State;
  readonly words: string;
  /** What this officer can do about it now. */
  readonly act: ComponentChildren;
}

const STATES: Readonly<Record<State, string>> = { done: 'Xong', now: 'Cần làm', later: 'Sau' };
const AFTER_ACCEPTANCE: readonly RegistrationStatus[] = ['accepted', 'forwarded', 'evaluated'];

/** The way of a registration through the office, each step with what is to do about it. */
export function Steps({ data }: { readonly data: RecordData }) {
  const { status } = data.record;
  if (status === 'withdrawn') return <p class="notice warning">Hồ sơ đã dừng. Lý do ở phần lịch sử.</p>;
  if (status === 'draft') return <Draft data={data} />;
  const steps = [paper(data), assessments(data), acceptance(data), forwarding(data), result(data)];
  return (
    <section class="steps" aria-labelledby="steps">
      <h2 id="steps">Các bước xử lý</h2>
      {status === 'returned' ? <Returned data={data} /> : null}
      <ol>
        {steps.map(({ name, state, words, act }) => (
          <li key={name} class={state}>
            <div>
              <h3>{name}</h3>
              <p>{words}</p>
            </div>
            <span class={`badge ${state === 'done' ? 'good' : state === 'now' ? 'wait' : 'neutral'}`}>
              {STATES[state]}
            </span>
            {act ? <div class="act">{act}</div> : null}
          </li>
        ))}
      </ol>
      <Else data={data} />
    </section>
  );
}

const may = ({ officer }: RecordData, action: Action) => PERMISSIONS[officer.role].has(action);

function paper(data: RecordData): Step {
  const { id, deadline, officialNumber, status } = data.record;
  const open = status === 'submitted' || status === 'returned';
  return {
    name: 'Nhận hồ sơ giấy',
    state: deadline ? 'done' : open ? 'now' : 'later',
    words: deadline
      ? `Nhận ngày ${showDay(deadline.receivedOn)}${officialNumber ? `, phiếu số ${officialNumber}` : ''}.`
      : 'Từ ngày nhận, xã có 15 ngày làm việc để đánh giá.',
    act:
      open && may(data, 'paper.receive') ? (
        <a class={deadline ? '' : 'button'} href={recordAddress(id, '/paper')}>
          {deadline ? 'Sửa ngày nhận' : 'Ghi nhận bản giấy'}
        </a>
      ) : null,
  };
}

function assessments(data: RecordData): Step {
  const { id, status, deadline } = data.record;
  const written = data.record.assessments.length;
  const all = ASSESSMENT_TOPICS.length;
  const set = productSetOf(data.record);
  const done = written === all && set !== null;
  const open = status === 'submitted' || status === 'returned';
  return {
    name: 'Đánh giá bốn nội dung',
    state: done || AFTER_ACCEPTANCE.includes(status) ? 'done' : deadline ? 'now' : 'later',
    words: `Đã viết ${written}/${all}. Bộ sản phẩm ${set === null ? 'chưa xếp' : setName(set)}.`,
    act:
      open && may(data, 'registration.assess') ? (
        <a class={deadline && !done ? 'button' : ''} href={recordAddress(id, '/assessments')}>
          {written === 0 ? 'Viết đánh giá' : 'Xem, sửa đánh giá'}
        </a>
      ) : (
        <a href={recordAddress(id, '/assessments')}>Xem đánh giá</a>
      ),
  };
}

function acceptance(data: RecordData): Step {
  const { id, status, version, deadline, productCode } = data.record;
  if (AFTER_ACCEPTANCE.includes(status)) {
    return {
      name: 'Chấp nhận, hoặc trả lại để bổ sung',
      state: 'done',
      words: `Đã chấp nhận${productCode ? `, mã sản phẩm ${productCode}` : ''}.`,
      act: null,
    };
  }
  const missing = [
    ...(deadline ? [] : ['bản giấy']),
    ...(data.record.assessments.length === ASSESSMENT_TOPICS.length ? [] : ['bốn đánh giá']),
    ...(productSetOf(data.record) === null ? ['bộ sản phẩm'] : []),
  ];
  const ready = missing.length === 0 && status === 'submitted';
  return {
    name: 'Chấp nhận, hoặc trả lại để bổ sung',
    state: ready ? 'now' : 'later',
    words: ready
      ? 'Đã đủ để chấp nhận.'
      : status === 'returned'
        ? 'Đang chờ chủ thể gửi lại.'
        : `Muốn chấp nhận, còn thiếu: ${missing.join(', ')}.`,
    act:
      status === 'submitted' ? (
        <>
          {ready && may(data, 'registration.accept') ? (
            <OneButton action={recordAddress(id, '/accept')} version={version} label="Chấp nhận hồ sơ" />
          ) : null}
          {may(data, 'registration.return') ? (
            <a class="button second" href={recordAddress(id, '/return')}>
              Trả lại để bổ sung
            </a>
          ) : null}
        </>
      ) : null,
  };
}

function forwarding(data: RecordData): Step {
  const { id, status, version, roundOn } = data.record;
  const done = status === 'forwarded' || status === 'evaluated';
  return {
    name: 'Gửi lên tỉnh',
    state: done ? 'done' : status === 'accepted' ? 'now' : 'later',
    words: done
      ? 'Xã đã gửi.'
      : roundOn && status === 'accepted'
        ? `Kèm Mẫu số 03. Đợt này xã đề nghị trước ${showDay(roundOn)}.`
        : 'Sau khi chấp nhận, kèm Mẫu số 03.',
    act:
      status === 'accepted' && may(data, 'registration.forward') ? (
        <OneButton action={recordAddress(id, '/forward')} version={version} label="Đã gửi lên tỉnh" />
      ) : null,
  };
}

function result(data: RecordData): Step {
  const { id, status } = data.record;
  return {
    name: 'Kết quả của tỉnh',
    state: status === 'evaluated' ? 'done' : status === 'forwarded' ? 'now' : 'later',
    words: status === 'evaluated' ? 'Đã ghi, chủ thể đã được báo.' : 'Tỉnh ghi sau khi Hội đồng đánh giá.',
    act:
      (status === 'forwarded' || status === 'evaluated') && may(data, 'result.enter') ? (
        <a class={status === 'forwarded' ? 'button' : ''} href={recordAddress(id, '/result')}>
          {status === 'forwarded' ? 'Ghi kết quả' : 'Sửa kết quả'}
        </a>
      ) : null,
  };
}

function OneButton({
  action,
  version,
  label,
}: {
  readonly action: string;
  readonly version: number;
  readonly label: string;
}) {
  return (
    <Form action={action}>
      <HiddenField name="version" value={version} />
      <SubmitButton>{label}</SubmitButton>
    </Form>
  );
}

const returnedFields = z.array(z.object({ field: z.string(), reason: z.string() }));

function Returned({ data: { record } }: { readonly data: RecordData }) {
  const open = record.returns.findLast(({ answeredAt }) => answeredAt === null);
  if (!open) return null;
  const fields = returnedFields.parse(open.fields);
  return (
    <div class="notice">
      <p>
        Đã trả lại để bổ sung, mong nhận lại trước <strong>{open.dueOn ? showDay(open.dueOn) : ''}</strong>. Hạn 15 ngày
        làm việc vẫn chạy.
      </p>
      <ul>
        {fields.map(({ field, reason }) => (
          <li key={field}>
            <strong>{record.answers.find((line) => line.field === field)?.label ?? field}</strong>: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Draft({ data }: { readonly data: RecordData }) {
  const { id } = data.record;
  return (
    <div class="notice">
      <p>Phiếu cán bộ đang khai hộ, chưa gửi.</p>
      {may(data, 'behalf.fill') ? (
        <p>
          <a class="button" href={`/console/behalf/${id}`}>
            Khai tiếp
          </a>
        </p>
      ) : null}
    </div>
  );
}

function Else({ data }: { readonly data: RecordData }) {
  const { id, status, filledByOffice } = data.record;
  if (status === 'evaluated' || !may(data, 'registration.withdraw')) return null;
  return (
    <p class="ways">
      {status === 'returned' && filledByOffice ? <a href={`/console/behalf/${id}`}>Sửa phiếu khai hộ</a> : null}
      <a href={recordAddress(id, '/withdraw')}>Dừng hồ sơ</a>
    </p>
  );
}
