import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fillTemplate, penalty } from './fill-template.ts';
import { xinyong, type Ran } from './xinyong.ts';

// The README's journey, once with commands and the public pages, against the running instance.
const base = process.env['XINYONG_BASE_URL'] ?? '';
const data = process.env['XINYONG_E2E_DATA'] ?? '';
// Made-up code with a valid check character, used by no other test.
const CODE = '91610202MAXT000115';
const WRONG = '91610202MAXT000114';

const parsed = ({ output }: Ran): Record<string, unknown> =>
  JSON.parse(output) as Record<string, unknown>;

test('from the template to the public page and the verified ledger, as the README says', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-journey-'));
  const template = join(folder, 'template.xlsx');
  const sheet = join(folder, 'penalty.xlsx');
  const day = (
    (await (await page.request.get(`${base}/api/v1/session`)).json()) as { today: string }
  ).today;
  const fill = async (code: string): Promise<void> => {
    const row = penalty(day, `J${day.slice(-2)}`, {
      CF_XDR_MC: '王益示例行程商贸有限公司',
      CF_XDR_SHXYM: code,
    });
    writeFileSync(sheet, await fillTemplate(await readFile(template), [row]));
  };
  try {
    const made = await xinyong('template', 'ADMIN_PENALTY', '--out', template);
    expect(made.exit).toBe(0);

    await fill(WRONG);
    const wrong = await xinyong(
      'check',
      sheet,
      '--class',
      'ADMIN_PENALTY',
      '--json',
      '--data',
      data,
    );
    expect(wrong.exit).toBe(1);
    expect(parsed(wrong)).toMatchObject({ rows: 1, accepted: 0, rejected: 1 });
    expect(parsed(wrong)['findings']).toMatchObject([
      { row: 3, cell: 'C3', field: 'CF_XDR_SHXYM', value: WRONG, severity: 'error' },
    ]);

    await fill(CODE);
    const good = await xinyong(
      'check',
      sheet,
      '--class',
      'ADMIN_PENALTY',
      '--json',
      '--data',
      data,
    );
    expect(good.exit).toBe(0);
    const submit = ['submit', sheet, '--class', 'ADMIN_PENALTY', '--as', 'shichangjianguan'];
    const sent = await xinyong(...submit, '--json', '--data', data);
    expect(sent.exit).toBe(0);
    expect(parsed(sent)).toMatchObject({ new: 1, rejected: 0, duplicate: 0 });
    // The dry run and the real run saw the same file under the same policy on the same day.
    expect(parsed(sent)['reportId']).toBe(parsed(good)['reportId']);
    const again = await xinyong(...submit, '--json', '--data', data);
    expect(parsed(again)['receiptNumber']).toBe(parsed(sent)['receiptNumber']);

    const found = await xinyong('search', '行程商贸', '--json', '--data', data);
    expect(found.exit).toBe(0);
    expect(found.output).toContain(CODE);

    await page.goto(`${base}/`);
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('行程商贸');
    await page.getByRole('button', { name: '查询' }).first().click();
    await page
      .getByRole('link', { name: /行程商贸/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`/e/${CODE}`));
    await page.getByRole('link', { name: /无证经营/ }).click();
    await expect(page).toHaveURL(new RegExp(`/e/${CODE}/r/`));
    await expect(page.locator('body')).toContainText('未取得许可从事经营活动');

    const verified = await xinyong('verify', 'ledger', '--json', '--data', data);
    expect(parsed(verified)).toMatchObject({ whole: true });
    expect(verified.exit).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
