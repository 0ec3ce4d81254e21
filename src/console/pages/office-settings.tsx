import { z } from 'zod';
import {
  changeController,
  changeQuietHours,
  resetSetting,
  type ShownSetting,
  viewOfficeSettings,
} from '../../office/services/settings/office-settings.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { textOf, wholeNumber } from '../form-fields.ts';
import { action, go, page } from '../page.ts';
import { showInstant } from '../words.ts';

const ROOT = '/console/settings/office';
/** 0: the office has said nothing yet. */
const version = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "21:00-07:00", as it is typed. */
export const showQuiet = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `${clock(from)}-${clock(to)}`;

const settingsPage = page({
  path: '/settings/office',
  access: 'settings.change',
  load: ({ parts, officer }) => viewOfficeSettings(parts.office, officer, parts.installation),
  render: ({ controller, quiet }) => ({
    title: 'Cơ quan tự đặt',
    body: (
      <div class="narrow">
        <Crumbs trail={[{ href: '/console/settings', label: '← Cài đặt' }]} />
        <h1>Cơ quan tự đặt</h1>
        <section aria-labelledby="controller">
          <h2 id="controller">Cơ quan chịu trách nhiệm về dữ liệu</h2>
          <p class="quiet">
            Nêu trong lời xin đồng ý. Ai được hỏi từ lúc đổi thì đọc tên mới; người đang đọc dở lời cũ được hỏi lại;
            biên nhận đã có giữ nguyên tên cũ. Cơ quan nhận dữ liệu đổi hẳn sang nơi khác thì báo cho người đã đồng ý
            bằng một thông báo.
          </p>
          <Origin setting={controller} />
          <Form action={`${ROOT}/controller`}>
            <HiddenField name="version" value={controller.version} />
            <TextField name="name" label="Tên cơ quan" value={controller.value?.name ?? ''} />
            <TextField
              name="contact"
              label="Nơi liên hệ"
              value={controller.value?.contact ?? ''}
              hint="Điện thoại, thư hoặc địa chỉ của cơ quan."
            />
            <SubmitButton>Lưu cơ quan</SubmitButton>
          </Form>
          <Reset name="controller" setting={controller} />
        </section>
        <section aria-labelledby="quiet">
          <h2 id="quiet">Giờ yên tĩnh</h2>
          <p class="quiet">
            Trong giờ này không tin báo nào được gửi; trả lời người đang nhắn thì lúc nào cũng được. Ban đêm từ 21:00
            tới 07:00 luôn yên tĩnh: chỉ nới rộng thêm được.
          </p>
          <Origin setting={quiet} />
          <Form action={`${ROOT}/quiet`}>
            <HiddenField name="version" value={quiet.version} />
            <TextField
              name="hours"
              label="Không gửi trong giờ"
              value={showQuiet(quiet.value)}
              hint="Ví dụ 20:00-07:30."
            />
            <SubmitButton>Lưu giờ yên tĩnh</SubmitButton>
          </Form>
          <Reset name="quiet" setting={quiet} />
        </section>
      </div>
    ),
  }),
});

function Origin({ setting }: { readonly setting: ShownSetting<unknown> }) {
  const { version: changed, changedBy, changedAt } = setting;
  return (
    <p>
      {changed === 0 || changedAt === null
        ? 'Đang theo giá trị của máy chủ.'
        : `${changedBy ?? 'Tài khoản đã bỏ'} đặt lúc ${showInstant(changedAt)}.`}
    </p>
  );
}

function Reset({ name, setting }: { readonly name: 'controller' | 'quiet'; readonly setting: ShownSetting<unknown> }) {
  if (setting.version === 0) return null;
  return (
    <Form action={`${ROOT}/${name}/reset`}>
      <HiddenField name="version" value={setting.version} />
      <SubmitButton kind="plain">Dùng lại giá trị của máy chủ</SubmitButton>
    </Form>
  );
}

const controllerAction = action({
  path: '/settings/office/controller',
  access: 'settings.change',
  body: z.strictObject({
    version,
    name: textOf(200).describe('Tên cơ quan'),
    contact: textOf(200).describe('Nơi liên hệ'),
  }),
  back: settingsPage,
  async run({ parts, officer, body }) {
    await changeController(parts.office, officer, parts.installation, body);
    return go(ROOT, 'settings-saved');
  },
});

const quietAction = action({
  path: '/settings/office/quiet',
  access: 'settings.change',
  body: z.strictObject({ version, hours: textOf(20).describe('Không gửi trong giờ') }),
  back: settingsPage,
  async run({ parts, officer, body }) {
    await changeQuietHours(parts.office, officer, parts.installation, body);
    return go(ROOT, 'settings-saved');
  },
});

const resetAction = (name: 'controller' | 'quiet') =>
  action({
    path: `/settings/office/${name}/reset`,
    access: 'settings.change',
    body: z.strictObject({ version }),
    back: settingsPage,
    async run({ parts, officer, body }) {
      await resetSetting(parts.office, officer, parts.installation, { name, ...body });
      return go(ROOT, 'settings-reset');
    },
  });

export const officeSettingPages = [
  settingsPage,
  controllerAction,
  quietAction,
  resetAction('controller'),
  resetAction('quiet'),
];
