import type { ComponentChildren } from 'preact';
import type { Audience } from '../../notifications/types.ts';
import type { Officer } from '../../office/roles.ts';
import {
  DISTRICT_OPTIONS,
  KIND_OPTIONS,
  REPLY_OPTIONS,
  SET_OPTIONS,
  STAR_OPTIONS,
  STATUS_OPTIONS,
} from '../audience-form.ts';
import { unitOptions } from '../pages/registrations/filters.ts';
import { ChoiceField, DateField, type Option, SelectField } from './fields.tsx';
import { useField } from './form.tsx';

const NONE: Option = { value: '', label: 'Không chọn' };

/** Who is told, one condition a fold; what stays empty matches everybody. */
export function AudienceFields({
  officer,
  events,
  value,
}: {
  readonly officer: Pick<Officer, 'scope'>;
  /** Whose replies may be chosen by. */
  readonly events: readonly Option[];
  readonly value: Audience;
}) {
  const strings = (values: readonly (string | number)[] = []) => values.map(String);
  return (
    <fieldset class="field">
      <legend>Gửi cho ai</legend>
      <p class="hint">
        Không chọn gì là mọi người trong địa bàn của anh/chị. Chọn nhiều điều kiện thì phải đúng cả; mỗi người chỉ nhận
        một lần.
      </p>
      <Boxes name="units" label="Xã, phường" options={unitOptions(officer).slice(1)} value={strings(value.units)} />
      {officer.scope === 'province' ? (
        <Boxes
          name="formerDistricts"
          label="Huyện cũ"
          options={DISTRICT_OPTIONS}
          value={strings(value.formerDistricts)}
        />
      ) : null}
      <Boxes name="kinds" label="Loại hình" options={KIND_OPTIONS} value={strings(value.kinds)} />
      <Boxes name="productSets" label="Bộ sản phẩm" options={SET_OPTIONS} value={strings(value.productSets)} />
      <Boxes name="stars" label="Hạng sao" options={STAR_OPTIONS} value={strings(value.stars)} />
      <Boxes
        name="registrationStatus"
        label="Trạng thái phiếu"
        options={STATUS_OPTIONS}
        value={strings(value.registrationStatus)}
      />
      <Fold
        label="Ngày hết hạn của giấy chứng nhận"
        names={['certificateFrom', 'certificateTo']}
        chosen={value.certificateExpires ? 1 : 0}
      >
        <DateField
          name="certificateFrom"
          label="Từ ngày"
          required={false}
          value={value.certificateExpires?.from ?? ''}
        />
        <DateField name="certificateTo" label="Đến ngày" required={false} value={value.certificateExpires?.to ?? ''} />
      </Fold>
      {events.length > 0 ? (
        <Fold label="Người trả lời một sự kiện" names={['eventId', 'eventReply']} chosen={value.event ? 1 : 0}>
          <SelectField
            name="eventId"
            label="Sự kiện"
            required={false}
            options={[NONE, ...events]}
            value={value.event?.id ?? ''}
          />
          <SelectField
            name="eventReply"
            label="Trả lời"
            required={false}
            options={[NONE, ...REPLY_OPTIONS]}
            value={value.event?.reply ?? ''}
          />
        </Fold>
      ) : null}
    </fieldset>
  );
}

function Boxes({
  name,
  label,
  options,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: readonly string[];
}) {
  return (
    <Fold label={label} names={[name]} chosen={value.length}>
      <ChoiceField name={name} label={label} many required={false} options={options} value={value} />
    </Fold>
  );
}

/** Closed while nothing in it was chosen. */
function Fold({
  label,
  names,
  chosen,
  children,
}: {
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: number;
  readonly children: ComponentChildren;
}) {
  const [name = '', other = name] = names;
  const fields = [useField(name), useField(other)].slice(0, names.length);
  const typed = fields.flatMap((field) => (field.typed === null ? [] : [field.typed].flat())).filter(Boolean).length;
  const open = fields.some(({ error }) => error !== null);
  const count = fields.every((field) => field.typed === null) ? chosen : typed;
  return (
    <details class="pick units" open={open}>
      <summary>
        {label}
        {count > 0 ? <strong> ({count} mục đã chọn)</strong> : null}
      </summary>
      {children}
    </details>
  );
}
