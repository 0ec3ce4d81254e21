/**
 * How a section is called in a sentence: "Đ.7" → "Điều 7", "PL.II" → "Phụ lục II", "II.5" → "mục II.5". Sections of notes
 * of our own bear names that are only ids ("muc-tien"): null.
 */
export function sectionLabel(section: string): string | null {
  if (section === 'MO') return 'phần mở đầu';
  if (section === 'KET') return 'phần kết';
  if (section === 'PL') return 'phụ lục';
  if (section.startsWith('PL.')) return `Phụ lục ${section.slice(3)}`;
  if (section.startsWith('Đ.')) return `Điều ${section.slice(2)}`;
  return /^[a-z0-9-]+$/.test(section) ? null : `mục ${section}`;
}
