import { mkdir } from 'node:fs/promises';
import { launchChromium } from '../e2e/chromium.ts';
import { accessibilityViolations, openPage, SCREENS, sidewaysScroll } from '../e2e/page-checks.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { ADMINISTRATOR, startOfficeService } from '../office/office-service.ts';

const out = process.env.OUT ?? '/tmp/console-shots';
const pages = process.argv.slice(2);
await mkdir(out, { recursive: true });
const service = await startOfficeService('2026-11-26T02:00:00Z');
const { client } = service.database;
const ids: string[] = [];
ids.push((await fileRegistration(client, { dueOn: '2026-11-24', receivedOn: '2026-11-03' })).id);
ids.push(
  (
    await fileRegistration(client, {
      dueOn: '2026-11-27',
      receivedOn: '2026-11-06',
      status: 'returned',
      answers: { 'product.name': 'Mắm tép Hà Yên', 'applicant.name': 'Hợp tác xã dịch vụ nông nghiệp Hà Yên' },
    })
  ).id,
);
ids.push(
  (
    await fileRegistration(client, {
      unit: '14797',
      status: 'accepted',
      answers: { 'product.name': 'Nem chua Bà Năm', 'applicant.name': 'Công ty TNHH Nem chua Bà Năm' },
    })
  ).id,
);
ids.push(
  (await fileRegistration(client, { status: 'forwarded', answers: { 'product.name': 'Chè xanh Bình Sơn' } })).id,
);
const url = await service.server.listen({ port: 0, host: '127.0.0.1' });
const browser = await launchChromium();
try {
  for (const screen of SCREENS) {
    const { page, errors, foreignRequests } = await openPage(browser, `${url}/console/sign-in`, screen);
    const shoot = async (name: string) => {
      await page.screenshot({ path: `${out}/${name}-${screen.width}.png`, fullPage: true });
      console.log(
        name,
        screen.width,
        await accessibilityViolations(page),
        await sidewaysScroll(page),
        errors,
        foreignRequests,
      );
    };
    if (pages.length === 0) await shoot('sign-in');
    await page.getByLabel('Email').fill(ADMINISTRATOR.email);
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    if (pages.length === 0) await shoot('sign-in-wrong');
    await page.getByLabel('Email').fill(ADMINISTRATOR.email);
    await page.getByLabel('Mật khẩu').fill(ADMINISTRATOR.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    for (const path of pages.length ? pages : ['', '/account', '/account/password']) {
      await page.goto(`${url}/console${path.replace('ID', ids[0] ?? '')}`);
      await shoot(`page${path.replace(/[^\w-]+/g, '-')}`);
    }
  }
} finally {
  await browser.close();
  await service.close();
}
