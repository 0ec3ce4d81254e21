/** Documents that the producer can have made from a registration that was sent. */
export const DOCUMENT_KINDS = ['mau-01', 'mau-02', 'next-steps'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
