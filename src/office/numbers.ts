/** Thanh Hóa (QĐ 19/2025/QĐ-TTg). */
const PROVINCE_CODE = '38';

/** The number of Mẫu số 01 that the receiving commune gives: "Phiếu số …/PĐK-38-(xã)-(năm)". */
export function officialNumber(running: number, unit: string, year: number): string {
  return `${running}/PĐK-${PROVINCE_CODE}-${unit}-${year}`;
}

/** (mã tỉnh)-(mã xã)-(số thứ tự do xã lập)-năm (QĐ 26/2026 Phụ lục II). */
export function productCode(running: number, unit: string, year: number): string {
  return `${PROVINCE_CODE}-${unit}-${String(running).padStart(2, '0')}-${year}`;
}

/** Names of the counters that the running numbers come from. */
export const counterOf = {
  officialNumber: (unit: string, year: number) => `pdk-${unit}-${year}`,
  productCode: (unit: string, year: number) => `product-${unit}-${year}`,
};
