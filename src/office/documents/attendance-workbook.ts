import { unitByCode, unitTitle } from '../../language/places.ts';
import { type SheetColumn, writeSheet } from './sheet.ts';

interface Attendant {
  readonly code: string;
  readonly status: 'going' | 'waiting' | 'declined';
  readonly name: string | null;
  readonly organisation: string | null;
  readonly unit: string | null;
  readonly phone: string | null;
  readonly checkedInAt: string | null;
}

const STATUS = { going: 'Dự', waiting: 'Chờ chỗ', declined: 'Không dự' } as const;

const COLUMNS: readonly SheetColumn<Attendant>[] = [
  { head: 'STT', width: 5, value: (_one, index) => ({ number: index + 1 }) },
  text('Mã', 8, ({ code }) => code),
  text('Họ và tên', 22, ({ name }) => name),
  text('Đơn vị', 28, ({ organisation }) => organisation),
  text('Xã, phường', 18, ({ unit }) => (unit === null ? null : unitName(unit))),
  text('Điện thoại', 14, ({ phone }) => phone),
  text('Trả lời', 11, ({ status }) => STATUS[status]),
  text('Có mặt', 10, ({ checkedInAt }) => (checkedInAt === null ? null : 'có')),
  { head: 'Ký tên', width: 16, value: () => null },
];

/** The list for the door, to be printed and signed. Whoever has not consented stands in it by their code only. */
export function attendanceWorkbook({
  event,
  people,
}: {
  readonly event: { readonly title: string; readonly place: string; readonly startsAt: Date };
  readonly people: readonly Attendant[];
}): Promise<Uint8Array> {
  const day = new Date(event.startsAt.getTime() + 7 * 3_600_000).toISOString();
  const when = `${day.slice(11, 16)} ngày ${day.slice(0, 10).split('-').reverse().join('/')}`;
  return writeSheet({
    name: 'Danh sách dự',
    title: ['DANH SÁCH THAM DỰ', event.title, `${when}, ${event.place}`],
    columns: COLUMNS,
    items: people,
    fitWidth: true,
    signature: ['NGƯỜI LẬP DANH SÁCH', '(Ký, ghi rõ họ tên)'],
  });
}

function text(head: string, width: number, of: (one: Attendant) => string | null): SheetColumn<Attendant> {
  return {
    head,
    width,
    value: (one) => {
      const words = of(one);
      return words === null ? null : { text: words };
    },
  };
}

function unitName(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit) : code;
}
