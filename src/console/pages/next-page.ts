import { z } from 'zod';

/** Where to after signing in: one of our own pages, or home. */
export const nextPage = z
  .string()
  .regex(/^\/console(\/[\w/?=&%.-]*)?$/)
  .catch('/console');
