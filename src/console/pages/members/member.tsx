import { withId } from '../../../office/http/schemas.ts';
import { inviteMember, removeMember, unlinkMember, viewMember } from '../../../office/services/members.ts';
import { KIND_OPTIONS } from '../../audience-form.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Invitation } from '../../components/invitation.tsx';
import { Table } from '../../components/table.tsx';
import { action, go, none, page } from '../../page.ts';
import { setName, showDay, showDayOf, unitName } from '../../words.ts';

const memberPage = page({
  path: '/members/:id',
  access: 'member.list',
  params: withId,
  load: ({ parts, officer, params }) => viewMember(parts.office, officer, params.id),
  render: ({ id, name, phone, unit, kind, linkedAt, certificates }) => ({
    title: name,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/members', label: '← Chủ thể' }]} />
        <h1>{name}</h1>
        <Facts
          rows={[
            ['Xã, phường', unitName(unit)],
            ['Điện thoại', phone ?? 'Chưa có'],
            ['Loại hình', KIND_OPTIONS.find(({ value }) => value === kind)?.label ?? 'Chưa rõ'],
            ['Khung chat', linkedAt ? `Đã nối ngày ${showDayOf(linkedAt)}` : 'Chưa nối: có tin thì cán bộ gọi điện'],
          ]}
        />
        {certificates.length > 0 ? (
          <Table
            caption="Giấy chứng nhận, mới nhất trước"
            rows={certificates.map((one, index) => ({ id: String(index), ...one }))}
            columns={[
              { head: 'Sản phẩm', names: true, cell: ({ productName }) => productName },
              { head: 'Bộ', cell: ({ productSet }) => setName(productSet) },
              { head: 'Hạng', cell: ({ stars }) => `${stars} sao` },
              { head: 'Số giấy', cell: ({ number }) => number ?? '' },
              { head: 'Hết hạn', cell: ({ expiresOn }) => (expiresOn ? showDay(expiresOn) : '') },
            ]}
          />
        ) : null}
        <section class="acts" aria-labelledby="acts">
          <h2 id="acts">Việc làm được</h2>
          {linkedAt ? (
            <Form action={`/console/members/${id}/unlink`}>
              <p>Nối nhầm người? Gỡ ra thì chủ thể có mã mới, mã cũ không mở được gì nữa.</p>
              <SubmitButton kind="second">Gỡ khung chat</SubmitButton>
            </Form>
          ) : (
            <p>
              <a class="button" href={`/console/members/${id}/invitation`}>
                Mã và QR để nối khung chat
              </a>
            </p>
          )}
          <details>
            <summary>Bỏ khỏi danh sách</summary>
            <Form action={`/console/members/${id}/remove`}>
              <p>Giấy chứng nhận trong danh sách cũng bỏ theo; tin đang chờ được hủy. Hồ sơ đã gửi vẫn nguyên.</p>
              <SubmitButton kind="danger">Bỏ {name}</SubmitButton>
            </Form>
          </details>
        </section>
      </>
    ),
  }),
});

const invitationPage = page({
  path: '/members/:id/invitation',
  access: 'member.link',
  params: withId,
  async load({ parts, officer, params }) {
    const { name } = await viewMember(parts.office, officer, params.id);
    return { name, links: await inviteMember(parts.office, officer, params.id) };
  },
  render: ({ name, links }, { params }) => ({
    title: `Mời ${name}`,
    body: (
      <>
        <Crumbs trail={[{ href: `/console/members/${params.id}`, label: `← ${name}` }]} />
        <h1>Mời {name}</h1>
        <p class="prose">
          Mã này là của riêng chủ thể, dùng một lần: ai mở và đồng ý thì trợ lý nhận ra là {name}. Anh/chị đưa tận tay
          hoặc in ra.
        </p>
        <Invitation links={links} />
      </>
    ),
  }),
});

const unlinkAction = action({
  path: '/members/:id/unlink',
  access: 'member.link',
  params: withId,
  body: none,
  back: memberPage,
  async run({ parts, officer, params }) {
    await unlinkMember(parts.office, officer, params.id);
    return go(`/console/members/${params.id}`, 'member-unlinked');
  },
});

const removeAction = action({
  path: '/members/:id/remove',
  access: 'member.remove',
  params: withId,
  body: none,
  back: memberPage,
  async run({ parts, officer, params }) {
    await removeMember(parts.office, officer, params.id);
    return go('/console/members', 'member-removed');
  },
});

export const memberPages = [memberPage, invitationPage, unlinkAction, removeAction];
