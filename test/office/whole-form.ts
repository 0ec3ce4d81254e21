/** Words for each question, in the form's order. */
const WORDS = {
  kind: 'hộ sản xuất',
  name: 'Hộ kinh doanh Lê Thị Hoa',
  representative: 'Lê Thị Hoa',
  position: 'chủ hộ',
  unit: 'xã Thọ Lập',
  address: 'thôn 2',
  phone: '0987 654 321',
  email: 'không có',
  number: '26A8012345',
  date: '05/03/2020',
  product: 'Bánh gai tứ trụ',
  set: 'đúng rồi',
  registration: 'lần đầu',
  stars: '3 sao',
  description: 'bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa, gói lá chuối khô, thơm dẻo',
  materials: 'lá gai trong xã 60%, trong tỉnh 100%',
  labour: '5 người, trong xã 4 người',
  capacity: '20.000 cái',
  revenue: '350 triệu',
  markets: 'trong xã, trong tỉnh',
  story: 'để sau',
  documents: 'đăng ký kinh doanh',
  support: 'bao bì',
};

export type FormWords = Partial<typeof WORDS>;

/** What a producer types from the first word to the sending of the form. */
export function wholeForm(words: FormWords = {}): readonly string[] {
  const answers = Object.values({ ...WORDS, ...words });
  return ['tôi muốn đăng ký sản phẩm', 'đồng ý', ...answers, 'gửi', 'bỏ qua', 'tôi cam đoan đúng'];
}
