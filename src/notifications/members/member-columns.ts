import type { TableColumn } from './read-table.ts';

export type MemberColumn =
  | 'name'
  | 'kind'
  | 'phone'
  | 'unit'
  | 'district'
  | 'product'
  | 'set'
  | 'stars'
  | 'number'
  | 'issuedOn'
  | 'expiresOn';

/**
 * What the office's lists of certificate holders and members are made of. The number of the decision is not a certificate's
 * own: one decision recognises many products, so its column is not read.
 */
export const MEMBER_COLUMNS: readonly TableColumn<MemberColumn>[] = [
  {
    id: 'name',
    head: 'Tên chủ thể',
    required: true,
    aliases: [
      'chủ thể',
      'tên đơn vị',
      'đơn vị',
      'tên cơ sở',
      'cơ sở',
      'tên cơ sở sản xuất',
      'chủ thể sản xuất',
      'tên chủ thể sản xuất',
      'chủ thể ocop',
      'tên chủ thể ocop',
      'họ và tên',
      'họ tên',
      'tên',
    ],
  },
  {
    id: 'kind',
    head: 'Loại hình',
    required: false,
    aliases: ['loại hình chủ thể', 'loại chủ thể', 'loại hình tổ chức', 'loại hình kinh tế', 'hình thức tổ chức'],
  },
  {
    id: 'phone',
    head: 'Điện thoại',
    required: false,
    aliases: ['số điện thoại', 'sđt', 'sdt', 'đt', 'điện thoại liên hệ', 'số điện thoại liên hệ', 'di động', 'số đt'],
  },
  {
    id: 'unit',
    head: 'Xã, phường',
    required: true,
    aliases: [
      'xã',
      'xã phường thị trấn',
      'tên xã',
      'đơn vị hành chính',
      'địa chỉ',
      'nơi sản xuất',
      'địa bàn',
      'xã mới',
    ],
  },
  {
    id: 'district',
    head: 'Huyện cũ',
    required: false,
    aliases: ['huyện', 'huyện thị xã thành phố', 'huyện tx tp', 'tên huyện', 'huyện thị'],
  },
  { id: 'product', head: 'Tên sản phẩm', required: false, aliases: ['sản phẩm', 'sản phẩm ocop', 'tên sản phẩm ocop'] },
  {
    id: 'set',
    head: 'Bộ sản phẩm',
    required: false,
    aliases: ['bộ', 'nhóm sản phẩm', 'nhóm', 'ngành hàng', 'bộ sp', 'ngành nhóm'],
  },
  {
    id: 'stars',
    head: 'Hạng sao',
    required: false,
    aliases: ['số sao', 'sao', 'xếp hạng', 'hạng', 'phân hạng', 'kết quả phân hạng', 'đạt hạng'],
  },
  {
    id: 'number',
    head: 'Số giấy chứng nhận',
    required: false,
    aliases: ['số gcn', 'số giấy cn', 'giấy chứng nhận', 'gcn số', 'mã giấy chứng nhận'],
  },
  {
    id: 'issuedOn',
    head: 'Ngày cấp',
    required: false,
    aliases: ['ngày ký', 'ngày công nhận', 'ngày cấp giấy', 'ngày chứng nhận', 'ngày quyết định', 'ngày qđ'],
  },
  {
    id: 'expiresOn',
    head: 'Ngày hết hạn',
    required: false,
    aliases: ['hết hạn', 'có giá trị đến', 'giá trị đến', 'hiệu lực đến', 'ngày hết hiệu lực', 'thời hạn'],
  },
];

export const memberHead = (id: MemberColumn): string => MEMBER_COLUMNS.find((one) => one.id === id)?.head ?? id;
