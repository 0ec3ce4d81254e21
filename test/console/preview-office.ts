import { mkdir } from 'node:fs/promises';
import { keepQuestion } from '../../src/knowledge/store/unanswered-questions.ts';
import { draftAnswer } from '../../src/office/services/knowledge/drafts.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { accessibilityViolations, openPage, SCREENS, sidewaysScroll } from '../e2e/page-checks.ts';
import { ADMINISTRATOR, startOfficeService } from '../office/office-service.ts';

/** Screenshots while a page is being made: `node --import tsx test/console/preview-office.ts /conversations …`. */
const out = process.env.OUT ?? '/tmp/console-shots';
await mkdir(out, { recursive: true });
const service = await startOfficeService('2026-11-26T02:00:00Z');
const { client } = service.database;
const words = [
  'tôi muốn đăng ký sản phẩm',
  'đồng ý',
  'hộ sản xuất',
  'Hộ kinh doanh Lê Thị Lan',
  'Lê Thị Lan',
  'chủ hộ',
];
const first = service.producer('lan');
await first.sendForm({ name: 'Hộ kinh doanh Lê Thị Lan', product: 'Mắm tép Hà Yên' });
await first.say('gặp cán bộ');
await first.say('đất thuê có đăng ký được không ạ');
for (const account of ['nam', 'hoa', 'binh']) {
  const producer = service.producer(account);
  for (const text of [...words, 'xã Thọ Lập', 'gặp cán bộ']) await producer.say(text);
}
service.clock.advance(25 * 60_000);
await service.refreshAdministrator();
const requests = await client.handoffRequest.findMany({ orderBy: { createdAt: 'asc' } });
const [one, two, three] = requests.map(({ id }) => id);
const call = (path: string, body = {}) => service.administrator.call('POST', path, body);
await call(`/conversations/${one}/claim`);
await call(`/conversations/${one}/reply`, {
  text: 'Đất thuê vẫn đăng ký được chị nhé. Chị gửi hợp đồng thuê giúp tôi.',
});
await first.say('vâng để tôi chụp ạ');
const colleague = await service.staff('commune-officer', ['15568']);
await colleague.call('POST', `/conversations/${two}/claim`);
await call(`/conversations/${three}/close`);
for (const day of ['2026-11-20', '2026-11-21']) await keepQuestion(client, 'vay vốn ngân hàng làm ocop ở đâu', day);
await keepQuestion(client, 'xin logo ocop ở đâu', '2026-11-24');
const officer = await client.staffUser.findFirstOrThrow({ where: { email: ADMINISTRATOR.email } });
const as = { ...officer, role: 'administrator', scope: 'province' } as const;
const { id: draft } = await draftAnswer(service.parts.office, as, 'Vay vốn làm OCOP ở đâu?');
const url = await service.server.listen({ port: 0, host: '127.0.0.1' });
const browser = await launchChromium();
try {
  for (const screen of SCREENS) {
    const { page, errors, foreignRequests } = await openPage(browser, `${url}/console/sign-in`, screen);
    await page.getByLabel('Email').fill(ADMINISTRATOR.email);
    await page.getByLabel('Mật khẩu').fill(ADMINISTRATOR.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    for (const path of process.argv.slice(2)) {
      await page.goto(`${url}/console${path.replace('CONVERSATION', one ?? '').replace('DRAFT', draft)}`);
      if (path.endsWith('/try')) {
        await page.getByLabel('Câu hỏi').fill('bao nhieu diem thi duoc 4 sao');
        await page.getByRole('button', { name: 'Hỏi thử' }).click();
      }
      await page.screenshot({
        path: `${out}/page${path.replace(/[^\w]+/g, '-').slice(0, 40)}-${screen.width}.png`,
        fullPage: true,
      });
      console.log(
        path,
        screen.width,
        await accessibilityViolations(page),
        await sidewaysScroll(page),
        errors,
        foreignRequests,
      );
    }
  }
} finally {
  await browser.close();
  await service.close();
}
