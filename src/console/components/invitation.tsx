import type { InvitationLinks } from '../../office/services/members.ts';
import { Qr } from './qr.tsx';

/** A code to type, and the same as QR codes to open where a channel takes them. */
export function Invitation({ links: { code, telegram, zalo } }: { readonly links: InvitationLinks }) {
  return (
    <>
      <p class="copy">
        Mã: <code>{code}</code>
      </p>
      <div class="compare">
        {telegram ? (
          <section aria-label="Telegram">
            <h2>Telegram</h2>
            <Qr text={telegram} label="Mã QR mở Telegram, mã đã gõ sẵn" />
            <p>
              Quét rồi bấm Bắt đầu. <a href={telegram}>{telegram}</a>
            </p>
          </section>
        ) : null}
        {zalo ? (
          <section aria-label="Zalo">
            <h2>Zalo</h2>
            <Qr text={zalo} label="Mã QR mở Zalo OA" />
            <p>
              Quét, quan tâm rồi gõ mã ở trên. <a href={zalo}>{zalo}</a>
            </p>
          </section>
        ) : null}
      </div>
      {telegram || zalo ? null : (
        <p class="quiet">Chưa đặt địa chỉ Telegram hay Zalo của trợ lý, nên chưa có mã QR: gõ mã ở trên.</p>
      )}
    </>
  );
}
