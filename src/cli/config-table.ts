import { configTable } from '../config.ts';

console.log(configTable());
