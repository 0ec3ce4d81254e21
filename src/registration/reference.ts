/** Our own reference, given at submission: `OCOP-2026-000123`. The official "Phiếu số" is the receiving office's. */
export function formatReference(year: number, running: number): string {
  return `OCOP-${year}-${String(running).padStart(6, '0')}`;
}
