import { openDatabase } from '../../src/platform/database/database.ts';
import { createLog } from '../../src/platform/log.ts';

/** A process that opens the database under the given folder, as every start does, and stays. */
const [dataDir = ''] = process.argv.slice(2);
await openDatabase({ databaseUrl: null, dataDir }, createLog('info'));
setInterval(() => {}, 60_000);
