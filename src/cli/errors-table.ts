import { errorTable } from '../platform/errors.ts';

console.log(errorTable());
