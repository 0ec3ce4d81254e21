import { z } from 'zod';
import { unit } from '../../../office/http/schemas.ts';
import { inviteCommune } from '../../../office/services/members.ts';
import { Invitation } from '../../components/invitation.tsx';
import { choiceInAddress } from '../../form-fields.ts';
import { page } from '../../page.ts';
import { unitName } from '../../words.ts';
import { unitOptions } from '../registrations/filters.ts';
import { MemberTabs } from './tabs.tsx';

/** For a poster: whoever opens it, consents and shares their number is found in the list by it. */
const communePage = page({
  path: '/members/qr',
  access: 'member.link',
  query: z.object({ unit: choiceInAddress(unit) }),
  async load({ parts, officer, query }) {
    const code = query.unit ?? unitOptions(officer)[1]?.value ?? '';
    return { code, links: await inviteCommune(parts.office, officer, code) };
  },
  render: ({ code, links }, { officer }) => ({
    title: 'Mã QR của xã',
    body: (
      <>
        <h1>Mã QR của xã</h1>
        <MemberTabs officer={officer} />
        <form method="get" action="/console/members/qr" class="one-line">
          <label for="unit">Xã, phường</label>
          <select id="unit" name="unit">
            {unitOptions(officer)
              .slice(1)
              .map((one) => (
                <option key={one.value} value={one.value} selected={one.value === code}>
                  {one.label}
                </option>
              ))}
          </select>
          <button type="submit" class="button second">
            Xem mã
          </button>
        </form>
        <h2>{unitName(code)}</h2>
        <p class="prose">
          Dán ở bộ phận một cửa hay in vào giấy mời. Chủ thể quét, đồng ý rồi chia sẻ số điện thoại bằng nút của ứng
          dụng; số trùng với danh sách thì được nối.
        </p>
        <Invitation links={links} />
      </>
    ),
  }),
});

export const communeQrPages = [communePage];
