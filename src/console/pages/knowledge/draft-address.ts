/** @param rest Below it, as `/submit`. */
export const draftAddress = (id: string, rest = '') => `/console/knowledge/drafts/${id}${rest}`;
