import { randomInt } from 'node:crypto';

/** Four digits: short enough to be read out at a door, unguessed enough for one. */
export const newDoorCode = (): string => String(randomInt(1_000, 10_000));
