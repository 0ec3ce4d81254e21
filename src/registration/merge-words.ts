/** Joins an answer that lacked a part with the words that supply it, so that both are read as one ("trong xã 60%" + "trong tỉnh hết"). */
export function mergeWords(before: string, after: string): string {
  return `${before.trim().replace(/[.,;]+$/, '')}, ${after.trim()}`;
}
