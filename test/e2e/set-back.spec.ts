import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signCheckpoint } from '../../server/modules/ledger/checkpoint.ts';
import { openKeyring } from '../../server/platform/keyring.ts';
import { newFolder, remove, startProgram, xinyong, type Program } from '../start/program.ts';
import { expectSound, signIn } from './desk-page.ts';

const folder = newFolder();
const data = join(folder, 'data');
const MISSING = 7;
let program: Program;

/** A program whose database is behind a checkpoint that was handed out, as after the restore of an old copy. */
test.beforeAll(async () => {
  test.setTimeout(180_000);
  const before = await startProgram(['--demo', 'empty', '--data', data]);
  const { out } = await xinyong(['verify', 'ledger', '--json', '--data', data]);
  before.signal('SIGTERM');
  await before.ended();
  const size = (JSON.parse(out) as { head: { size: number } }).head.size + MISSING;
  const { checkpointSigner } = openKeyring(join(data, 'keys'));
  const note = signCheckpoint(size, Buffer.alloc(32, 1), checkpointSigner);
  mkdirSync(join(data, 'checkpoints'), { recursive: true });
  writeFileSync(join(data, 'checkpoints', `${String(size).padStart(12, '0')}.txt`), note);
  program = await startProgram(['--data', data]);
});
test.afterAll(async () => {
  program.signal('SIGTERM');
  await program.ended();
  await remove(folder);
});

test('a database set back is said on every page, and two different persons end it with their reasons', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const at = program.address;
  const bar = page.getByText('目前只能查询，不能办理');
  const give = async (reason: string): Promise<void> => {
    await page.goto(`${at}/desk/self-check`);
    await page.getByLabel('理由').fill(reason);
    await page.getByRole('button', { name: '写明理由并确认' }).click();
    const asked = page.getByRole('dialog');
    await expect(asked).toContainText('两名不同的负责人都确认后');
    await asked.getByRole('button', { name: '写明理由并确认' }).click();
  };
  await signIn(page, 'zhengxin-shenhe', at);
  await expect(bar).toBeVisible();
  await page.goto(`${at}/desk/self-check`);
  await expect(page.getByText('数据库被倒退到了较早的状态').last()).toBeVisible();
  await expectSound(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectSound(page);
  await page.setViewportSize({ width: 1366, height: 900 });
  await give('磁盘故障，已从昨夜备份恢复');
  await expect(page.getByText(/^zhengxin-shenhe，.*理由：磁盘故障/)).toBeVisible();
  await expect(page.getByText('您已确认，还须另一名负责人确认')).toBeVisible();
  await expect(page.getByRole('button', { name: '写明理由并确认' })).toHaveCount(0);
  await expect(bar).toBeVisible();

  // Nobody who may not acknowledge is asked to.
  await signIn(page, 'zhengxin-shenji', at);
  await page.goto(`${at}/desk/self-check`);
  await expect(page.getByText('数据库被倒退到了较早的状态').last()).toBeVisible();
  await expect(page.getByRole('button', { name: '写明理由并确认' })).toHaveCount(0);

  await signIn(page, 'zhengxin-anquan', at);
  await give('已核对备份记录和见证方情况');
  await expect(page.getByText(/^zhengxin-anquan，.*理由：已核对备份/)).toBeVisible();
  await page.reload();
  await expect(bar).toHaveCount(0);
});
