import { z } from 'zod';
import { PERMISSIONS } from '../../office/permissions.ts';
import type { HealthFinding, Installation } from '../../office/services/settings/installation.ts';
import {
  checkHealth,
  type DayOff,
  type SettingsView,
  type TemplateLine,
  viewSettings,
  viewTexts,
} from '../../office/services/settings/view-settings.ts';
import { Badge, type Tone } from '../components/badge.tsx';
import { Crumbs } from '../components/crumbs.tsx';
import { Empty } from '../components/empty.tsx';
import { Facts } from '../components/facts.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { Table } from '../components/table.tsx';
import { action, page, show } from '../page.ts';
import { showDay, showInstant } from '../words.ts';
import { showQuiet } from './office-settings.tsx';

const settingsPage = page({
  path: '/settings',
  access: 'settings.view',
  load: ({ parts, officer }) => viewSettings(parts.office, officer, parts.installation),
  render: (settings, { officer: { role } }) => ({
    title: 'Cài đặt',
    body: (
      <>
        <h1>Cài đặt</h1>
        <ul>
          <li>
            <a href="/console/settings/desks">Nơi liên hệ và giờ làm việc của các xã</a>
          </li>
          <li>
            <a href="/console/conversations/ready-answers">Câu soạn sẵn</a>
          </li>
          <li>
            <a href="/console/settings/texts">Lời của trợ lý</a>
          </li>
          <li>
            <a href="/console/audit">Nhật ký</a>
          </li>
          <li>
            <a href="/">Trang chat thử: nhắn như một chủ thể</a>
          </li>
        </ul>
        <Health />
        <OwnSettings office={settings.office} mayChange={PERMISSIONS[role].has('settings.change')} />
        <h2>Máy chủ đặt</h2>
        <p class="quiet prose">
          Các mục dưới đây chỉ quản trị máy chủ đổi được, ở biến môi trường ghi bên cạnh: chúng kèm khóa bí mật hoặc
          giới hạn của nhà cung cấp, và đổi khi chương trình đang chạy thì tin đang gửi không còn tính đúng.
        </p>
        {settings.groups.map((group) => (
          <Group key={group.title} group={group} />
        ))}
        <Consent consent={settings.consent} />
        <Templates templates={settings.templates} />
        <DaysOff days={settings.daysOff} />
      </>
    ),
  }),
});

function Health() {
  return (
    <section aria-labelledby="health">
      <h2 id="health">Tình trạng các kênh</h2>
      <p class="prose">Xem Zalo, Telegram, hàng đợi, đĩa và mô hình ngôn ngữ có chạy không. Mất khoảng mười giây.</p>
      <Form action="/console/settings/health">
        <SubmitButton kind="second">Kiểm tra bây giờ</SubmitButton>
      </Form>
    </section>
  );
}

function Group({ group: { title, lines } }: { readonly group: Installation['groups'][number] }) {
  return (
    <section>
      <h3>{title}</h3>
      <Table
        caption={title}
        rows={lines.map((line) => ({ id: line.name, ...line }))}
        columns={[
          { head: 'Mục', names: true, cell: ({ name }) => name },
          { head: 'Đang đặt', cell: ({ value }) => value ?? <span class="quiet">chưa đặt</span> },
          { head: 'Đặt ở', cell: ({ variable }) => <code>{variable}</code> },
        ]}
      />
    </section>
  );
}

function OwnSettings({
  office: { controller, quiet },
  mayChange,
}: {
  readonly office: SettingsView['office'];
  readonly mayChange: boolean;
}) {
  return (
    <section aria-labelledby="own">
      <h2 id="own">Cơ quan tự đặt</h2>
      <Facts
        rows={[
          ['Cơ quan chịu trách nhiệm về dữ liệu', controller?.name ?? 'chưa đặt'],
          ['Nơi liên hệ', controller?.contact ?? 'chưa đặt'],
          ['Không gửi tin báo trong giờ', showQuiet(quiet)],
        ]}
      />
      {mayChange ? (
        <a href="/console/settings/office">Sửa cơ quan chịu trách nhiệm và giờ yên tĩnh</a>
      ) : (
        <p class="quiet">Quản trị viên sửa được các mục này.</p>
      )}
    </section>
  );
}

function Consent({ consent: { text, version, hash } }: { readonly consent: SettingsView['consent'] }) {
  return (
    <section aria-labelledby="consent" class="prose">
      <h2 id="consent">Lời xin đồng ý</h2>
      <p class="quiet">
        Bản {version}, dấu {hash.slice(0, 8)}. Người dân đọc đúng lời này trước khi bất cứ thông tin nào được lưu; biên
        nhận giữ nguyên văn cùng số bản và dấu. Đổi cơ quan chịu trách nhiệm thì dấu đổi theo.
      </p>
      <p class="words answer">{text}</p>
    </section>
  );
}

const PURPOSES: Readonly<Record<string, string>> = {
  returned: 'Trả lại bổ sung',
  accepted: 'Đã nhận hồ sơ',
  result: 'Kết quả',
  event: 'Sự kiện',
  reminder: 'Nhắc việc',
  expiry: 'Giấy chứng nhận sắp hết hạn',
};

const STATUSES: Readonly<Record<string, readonly [string, Tone]>> = {
  ENABLE: ['Dùng được', 'good'],
  PENDING_REVIEW: ['Chờ Zalo duyệt', 'wait'],
  REJECT: ['Zalo từ chối', 'late'],
  DISABLE: ['Zalo đã tắt', 'late'],
};

function Templates({ templates }: { readonly templates: readonly TemplateLine[] }) {
  return (
    <section aria-labelledby="templates">
      <h2 id="templates">Tin mẫu Zalo</h2>
      {templates.length === 0 ? (
        <Empty>
          <p>Chưa có tin mẫu nào được Zalo báo. Số của tin mẫu đặt ở ZALO_TEMPLATES.</p>
        </Empty>
      ) : (
        <Table
          caption="Tin mẫu Zalo và giá mỗi tin"
          rows={templates}
          columns={[
            {
              head: 'Dùng để',
              names: true,
              cell: ({ purpose, name }) => (
                <>
                  {PURPOSES[purpose] ?? purpose}
                  <small>{name}</small>
                </>
              ),
            },
            { head: 'Trạng thái', cell: ({ status }) => <TemplateStatus status={status} /> },
            { head: 'Giá theo tài khoản', numeric: true, cell: ({ priceUid }) => dong(priceUid) },
            { head: 'Giá theo số máy', numeric: true, cell: ({ pricePhone }) => dong(pricePhone) },
            { head: 'Xem lúc', cell: ({ checkedAt }) => showInstant(checkedAt) },
          ]}
        />
      )}
    </section>
  );
}

const dong = (price: number | null) => (price === null ? '–' : `${price.toLocaleString('vi-VN')} đ`);

function TemplateStatus({ status }: { readonly status: string }) {
  const [words, tone] = STATUSES[status] ?? [status, 'neutral' as const];
  return <Badge tone={tone}>{words}</Badge>;
}

function DaysOff({ days }: { readonly days: readonly DayOff[] }) {
  return (
    <section aria-labelledby="days-off">
      <h2 id="days-off">Ngày nghỉ</h2>
      <p class="quiet prose">
        Ngoài thứ Bảy, Chủ nhật. Hạn 15 ngày làm việc và giờ hẹn trả lời tính theo lịch này. Lịch chung cả nước, mỗi năm
        công bố một lần, và các hạn đã ghi phải tính lại được y như cũ, nên không sửa trên trang này: quản trị máy chủ
        sửa src/registration/data/holidays.json khi có thông báo chính thức rồi khởi động lại.
      </p>
      <details>
        <summary>Xem {days.length} ngày</summary>
        <ul>
          {days.map(({ id, name, expected }) => (
            <li key={id}>
              {showDay(id)}: {name}
              {expected ? ' (dự kiến)' : ''}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const LEVELS: Readonly<Record<HealthFinding['level'], readonly [string, Tone]>> = {
  ok: ['Ổn', 'good'],
  warning: ['Lưu ý', 'wait'],
  broken: ['Hỏng', 'late'],
};

const healthAction = action({
  path: '/settings/health',
  access: 'settings.view',
  body: z.strictObject({}),
  back: settingsPage,
  async run({ parts, officer }) {
    const findings = await checkHealth(officer, parts.installation);
    return show({
      title: 'Tình trạng các kênh',
      body: (
        <>
          <Crumbs trail={[{ href: '/console/settings', label: '← Cài đặt' }]} />
          <h1>Tình trạng các kênh</h1>
          <p>Xem lúc {showInstant(parts.office.now().toISOString())}.</p>
          <ul class="entries prose">
            {findings.map(({ check, level, text, todo }) => (
              <li class="entry" key={`${check} ${text}`}>
                <Badge tone={LEVELS[level][1]}>{LEVELS[level][0]}</Badge> {text}
                {todo ? <small>{todo}</small> : null}
              </li>
            ))}
          </ul>
        </>
      ),
    });
  },
});

const textsPage = page({
  path: '/settings/texts',
  access: 'settings.view',
  load: async ({ parts, officer }) => viewTexts(officer, parts.installation),
  render: (texts) => ({
    title: 'Lời của trợ lý',
    body: (
      <>
        <Crumbs trail={[{ href: '/console/settings', label: '← Cài đặt' }]} />
        <h1>Lời của trợ lý</h1>
        <p class="prose">
          Mọi câu trợ lý nói ngoài câu hỏi của phiếu và câu trả lời có dẫn. Chữ trong ngoặc nhọn được thay khi nói. Sửa
          ở src/conversation/texts.json, có hiệu lực khi khởi động lại.
        </p>
        <Table
          caption="Lời của trợ lý"
          rows={Object.entries(texts).map(([id, text]) => ({ id, text }))}
          columns={[
            { head: 'Mã', names: true, cell: ({ id }) => <code>{id}</code> },
            { head: 'Lời', cell: ({ text }) => <span class="words">{text}</span> },
          ]}
        />
      </>
    ),
  }),
});

export const settingsPages = [settingsPage, healthAction, textsPage];
