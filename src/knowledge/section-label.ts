/** How a section is called in a sentence: "Đ.7" → "Điều 7", "PL.II" → "Phụ lục II", "II.5" → "mục II.5". */
export function sectionLabel(section: string): string {
  if (section === 'MO') return 'phần mở đầu';
  if (section === 'KET') return 'phần kết';
  if (section === 'PL') return 'phụ lục';
  if (section.startsWith('PL.')) return `Phụ lục ${section.slice(3)}`;
  if (section.startsWith('Đ.')) return `Điều ${section.slice(2)}`;
  return `mục ${section}`;
}
