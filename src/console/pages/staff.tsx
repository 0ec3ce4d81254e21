import { z } from 'zod';
import { handOver } from '../../office/accounts/hand-over.ts';
import { issueLink } from '../../office/accounts/one-time-link.ts';
import { removeSecondFactor } from '../../office/accounts/second-factor.ts';
import { addStaff, changeStaff, listStaff, type StaffMember } from '../../office/accounts/staff.ts';
import { email, unit, id as uuid, withId } from '../../office/http/schemas.ts';
import { ROLES, role } from '../../office/roles.ts';
import { AppError } from '../../platform/errors.ts';
import { Badge } from '../components/badge.tsx';
import { Crumbs } from '../components/crumbs.tsx';
import { CheckField, ChoiceField, HiddenField, SelectField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { Table } from '../components/table.tsx';
import { several, textOf, ticked, version } from '../form-fields.ts';
import { linkAddress, sendLink } from '../links.ts';
import { action, go, type Outcome, page, show, type Visit } from '../page.ts';
import { ROLE_LABELS, unitName } from '../words.ts';
import { unitOptions } from './registrations/filters.ts';

const ROOT = '/console/staff';
const UNITS = unitOptions({ scope: 'province' }).slice(1);
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));

const staffPage = page({
  path: '/staff',
  access: 'staff.list',
  load: ({ parts, officer }) => listStaff(parts.accounts, officer),
  render: (members) => ({
    title: 'Cán bộ',
    body: (
      <>
        <div class="heading">
          <h1>Cán bộ</h1>
          <p>
            <a class="button" href={`${ROOT}/new`}>
              Thêm cán bộ
            </a>
          </p>
        </div>
        <Table
          caption="Tài khoản cán bộ, theo tên"
          rows={members}
          columns={[
            {
              head: 'Họ và tên',
              names: true,
              cell: ({ id, name, email: address }) => (
                <>
                  <a href={`${ROOT}/${id}`}>{name}</a>
                  <small>{address}</small>
                </>
              ),
            },
            { head: 'Vai trò', cell: ({ role: is }) => ROLE_LABELS[is] },
            { head: 'Địa bàn', cell: (member) => placeOf(member) },
            {
              head: 'Tài khoản',
              cell: ({ disabled }) =>
                disabled ? <Badge tone="neutral">Đã khóa</Badge> : <Badge tone="good">Đang dùng</Badge>,
            },
          ]}
        />
      </>
    ),
  }),
});

function placeOf({ wholeProvince, units }: StaffMember): string {
  if (wholeProvince) return 'Toàn tỉnh';
  if (units.length === 0) return 'Chưa có';
  const shown = units.slice(0, 3).map(unitName).join(', ');
  return units.length > 3 ? `${shown} và ${units.length - 3} nơi khác` : shown;
}

const newPage = page({
  path: '/staff/new',
  access: 'staff.add',
  load: async () => null,
  render: () => ({
    title: 'Thêm cán bộ',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: ROOT, label: '← Cán bộ' }]} />
        <h1>Thêm cán bộ</h1>
        <Form action={ROOT}>
          <TextField name="name" label="Họ và tên" />
          <TextField name="email" label="Email" type="email" />
          <ChoiceField name="role" label="Vai trò" options={ROLE_OPTIONS} />
          <UnitsField chosen={[]} />
          <SubmitButton>Thêm và cấp đường dẫn</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

/** Many units in little room; each is one box, so that it works by keyboard and without script. */
function UnitsField({ chosen }: { readonly chosen: readonly string[] }) {
  return (
    <details class="units" open={chosen.length > 0 && chosen.length < 12}>
      <summary>Xã, phường phụ trách (cán bộ xã, người xem)</summary>
      <ChoiceField name="units" label="Xã, phường" many required={false} options={UNITS} value={chosen} />
    </details>
  );
}

const PLACE = {
  name: textOf(100).describe('Họ và tên'),
  role: role.describe('Vai trò'),
  units: several(unit).describe('Xã, phường'),
};

const needsUnits = ({ role: is, units }: { readonly role: string; readonly units: readonly string[] }) =>
  is === 'administrator' || is === 'provincial-coordinator' || units.length > 0;
const NO_UNITS = { path: ['units'], message: 'Vai trò này cần ít nhất một xã, phường.' };

const addAction = action({
  path: '/staff',
  access: 'staff.add',
  body: z.strictObject({ email: email.describe('Email'), ...PLACE }).refine(needsUnits, NO_UNITS),
  back: newPage,
  async run(visit) {
    const { id } = await addStaff(visit.parts.accounts, visit.officer, visit.body);
    return giveLink(visit, id);
  },
});

/** By letter where there is a mail server; shown as well, for whoever sits beside. */
async function giveLink({ parts, officer, request }: Visit, staffId: string): Promise<Outcome> {
  const link = await issueLink(parts.accounts, officer, staffId);
  const address = linkAddress(parts, request, link);
  const sent = await sendLink(parts, link, address);
  return show({
    title: 'Đường dẫn đặt mật khẩu',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: ROOT, label: '← Cán bộ' }]} />
        <h1>Đường dẫn đặt mật khẩu</h1>
        <p>
          {sent
            ? `Đã gửi thư tới ${link.email}. Nếu thư không tới, anh/chị chuyển đường dẫn này:`
            : `Anh/chị chuyển đường dẫn này cho ${link.name} qua kênh an toàn:`}
        </p>
        <p class="copy">
          <code>{address}</code>
        </p>
        <p>Đường dẫn dùng một lần, trong 48 giờ, và chỉ hiện ở đây lần này.</p>
      </div>
    ),
  });
}

interface MemberData {
  readonly member: StaffMember;
  /** Of whoever looks. */
  readonly own: boolean;
  readonly others: readonly StaffMember[];
}

const memberPage = page({
  path: '/staff/:id',
  access: 'staff.change',
  params: withId,
  async load({ parts, officer, params }): Promise<MemberData> {
    const all = await listStaff(parts.accounts, officer);
    const member = all.find(({ id }) => id === params.id);
    if (!member) throw new AppError('staff-unknown', params.id);
    return {
      member,
      own: member.id === officer.id,
      others: all.filter(({ id, disabled }) => id !== member.id && !disabled),
    };
  },
  render: ({ member, own, others }) => ({
    title: member.name,
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: ROOT, label: '← Cán bộ' }]} />
        <h1>{member.name}</h1>
        <p class="lead">{member.email}</p>
        <Form action={`${ROOT}/${member.id}`}>
          <HiddenField name="version" value={member.version} />
          <TextField name="name" label="Họ và tên" value={member.name} />
          <ChoiceField name="role" label="Vai trò" options={ROLE_OPTIONS} value={[member.role]} />
          <UnitsField chosen={member.units} />
          <CheckField
            name="disabled"
            label="Khóa tài khoản: thoát ngay, không đăng nhập được"
            checked={member.disabled}
          />
          <SubmitButton>Lưu</SubmitButton>
        </Form>
        <h2>Đăng nhập</h2>
        {own ? (
          <p>
            <a href="/console/account">Tài khoản của tôi</a>: đổi mật khẩu, xác nhận hai bước.
          </p>
        ) : (
          <div class="buttons">
            <Form action={`${ROOT}/${member.id}/link`}>
              <SubmitButton kind="second">Cấp đường dẫn đặt lại mật khẩu</SubmitButton>
            </Form>
            <Form action={`${ROOT}/${member.id}/second-factor`}>
              <SubmitButton kind="second">Tắt xác nhận hai bước</SubmitButton>
            </Form>
          </div>
        )}
        <HandingOver member={member} others={others} />
      </div>
    ),
  }),
});

function HandingOver({ member, others }: Omit<MemberData, 'own'>) {
  const receivers = others.filter(({ role: is }) => is !== 'viewer');
  return (
    <>
      <h2>Bàn giao việc</h2>
      <p>
        Hồ sơ đang xử lý và cuộc trò chuyện đang giữ của {member.name} chuyển sang người khác, cùng địa bàn đã chọn.
      </p>
      <Form action={`${ROOT}/${member.id}/hand-over`}>
        <SelectField
          name="toId"
          label="Người nhận"
          options={[
            { value: '', label: 'Chọn người nhận' },
            ...receivers.map((one) => ({ value: one.id, label: `${one.name}, ${placeOf(one)}` })),
          ]}
        />
        <ChoiceField
          name="how"
          label="Cách bàn giao"
          options={[
            { value: 'lend', label: `Vắng một thời gian: ${member.name} vẫn giữ địa bàn` },
            { value: 'move', label: `Chuyển hẳn: ${member.name} thôi phụ trách các nơi này` },
          ]}
        />
        {member.wholeProvince ? null : (
          <ChoiceField
            name="units"
            label="Xã, phường"
            many
            options={member.units.map((code) => ({ value: code, label: unitName(code) }))}
            value={member.units}
          />
        )}
        <SubmitButton>Bàn giao</SubmitButton>
      </Form>
    </>
  );
}

const changeAction = action({
  path: '/staff/:id',
  access: 'staff.change',
  params: withId,
  body: z.strictObject({ version, disabled: ticked, ...PLACE }).refine(needsUnits, NO_UNITS),
  back: memberPage,
  async run({ parts, officer, params, body }) {
    await changeStaff(parts.accounts, officer, { ...params, ...body });
    return go(`${ROOT}/${params.id}`, 'staff-changed');
  },
});

const linkAction = action({
  path: '/staff/:id/link',
  access: 'staff.change',
  params: withId,
  body: z.strictObject({}),
  back: memberPage,
  run: (visit) => giveLink(visit, visit.params.id),
});

const secondFactorAction = action({
  path: '/staff/:id/second-factor',
  access: 'staff.change',
  params: withId,
  body: z.strictObject({}),
  back: memberPage,
  async run({ parts, officer, params }) {
    await removeSecondFactor(parts.accounts, officer, params.id);
    return go(`${ROOT}/${params.id}`, 'second-factor-removed');
  },
});

const handOverAction = action({
  path: '/staff/:id/hand-over',
  access: 'staff.change',
  params: withId,
  body: z.strictObject({
    toId: uuid.describe('Người nhận'),
    how: z.enum(['lend', 'move']).describe('Cách bàn giao'),
    units: several(unit).describe('Xã, phường'),
  }),
  back: memberPage,
  async run({ parts, officer, params, body }) {
    const { registrations, conversations } = await handOver(parts.accounts, officer, { fromId: params.id, ...body });
    return show({
      title: 'Đã bàn giao',
      body: (
        <div class="prose">
          <Crumbs trail={[{ href: ROOT, label: '← Cán bộ' }]} />
          <h1>Đã bàn giao</h1>
          <p>
            {registrations} hồ sơ đang xử lý và {conversations} cuộc trò chuyện đã chuyển sang người nhận.
          </p>
          <p>
            <a href={`${ROOT}/${body.toId}`}>Xem tài khoản người nhận</a>
          </p>
        </div>
      ),
    });
  },
});

export const staffPages = [
  staffPage,
  newPage,
  addAction,
  memberPage,
  changeAction,
  linkAction,
  secondFactorAction,
  handOverAction,
];
