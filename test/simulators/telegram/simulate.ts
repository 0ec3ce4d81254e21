import { parseArgs } from 'node:util';
import { startTelegramSimulator } from './start-telegram-simulator.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8081' }, token: { type: 'string' } } });
const simulator = await startTelegramSimulator({
  port: Number(values.port),
  ...(values.token ? { token: values.token } : {}),
});
console.error(`
  Telegram mô phỏng: ${simulator.apiRoot}   (mở trong trình duyệt để nhắn như người dùng; dừng: Ctrl+C)

  Chạy trợ lý với nó:
    OFFICE_NAME='Văn phòng thử' OFFICE_CONTACT='0237 000 000' \\
      TELEGRAM_API_ROOT=${simulator.apiRoot} TELEGRAM_BOT_TOKEN=${simulator.token} npm start
`);
process.on('SIGINT', () => void simulator.close().then(() => process.exit(0)));
process.on('SIGTERM', () => void simulator.close().then(() => process.exit(0)));
