/** Of one registration. */
export const recordAddress = (id: string, rest = ''): string => `/console/registrations/${id}${rest}`;
