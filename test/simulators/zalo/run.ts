import { startZaloSimulator } from './start.ts';
import { DEFAULT_SETTINGS } from './world.ts';

/** `npm run simulate:zalo`: Zalo without an account, with a page to chat as a person. */
const port = Number(process.env.ZALO_SIMULATOR_PORT ?? 3401);
const service = process.env.ZALO_SIMULATOR_SERVICE ?? 'http://localhost:3000';
const simulator = await startZaloSimulator(
  { webhookUrl: `${service}/webhooks/zalo`, callbackUrl: `${service}/connect/zalo/callback` },
  { port },
);
const { appId, appSecret, oaId, oaSecretKey } = DEFAULT_SETTINGS;
simulator.world.addPerson('4321000000000000001', 'Lê Thị Hoa', '84987654321');
console.log(`Zalo (mô phỏng) đang chạy tại ${simulator.url}

Mở cửa sổ khác và chạy trợ lý với:

  OFFICE_NAME='Văn phòng thử' OFFICE_CONTACT='0237 000 000' \\
  ZALO_APP_ID=${appId} ZALO_APP_SECRET=${appSecret} \\
  ZALO_OA_ID=${oaId} ZALO_OA_SECRET_KEY=${oaSecretKey} \\
  ZALO_REFRESH_TOKEN=${simulator.world.issuePair().refresh_token} \\
  ZALO_OAUTH_URL=${simulator.url} ZALO_OPENAPI_URL=${simulator.url} ZALO_BUSINESS_URL=${simulator.url} \\
  npm start

Rồi mở ${simulator.url} để nhắn như một người dân (dừng: Ctrl+C).`);
