/** Where the assistant works, and the code of that province (QĐ 19/2025/QĐ-TTg). */
export const PROVINCE = 'Thanh Hóa';
export const PROVINCE_CODE = '38';
