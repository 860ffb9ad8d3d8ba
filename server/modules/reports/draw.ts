import type { Keyring } from '../../platform/keyring.ts';
import type { Policy } from '../policy/index.ts';
import type { PublicFile } from '../publication/index.ts';
import { digestOf, reportContent, templateOn, type ReportBody } from './body.ts';
import { reportNumber } from './number.ts';
import { problem } from './problem.ts';
import { renderReport, type ReportSheet } from './render.ts';
import { sealText } from './seal.ts';
import { signReport } from './sign.ts';

/** The signed PDF of a report: the same for the same body, code, address and key. */
export async function drawSigned(
  sheet: Omit<ReportSheet, 'bodyDigest' | 'seal'>,
  keys: Keyring,
): Promise<Buffer> {
  const { body, template } = sheet;
  const bodyDigest = digestOf(body);
  const seal = sealText(body, bodyDigest, keys);
  const pdf = await renderReport({ ...sheet, bodyDigest, seal });
  return signReport(pdf, keys.documentKeys(), template.issuer, new Date(body.issuedAt));
}

const SPECIMEN_CODE = '23456789ABCD';

/** A specimen of a report from a given public file, kept nowhere: for measurements and pictures. */
export async function drawReport(
  policy: Policy,
  keys: Keyring,
  file: PublicFile,
  given: { readonly sequence: number; readonly issuedAt: string; readonly base: string },
): Promise<Buffer> {
  const day = given.issuedAt.slice(0, 10);
  const template = templateOn(policy, day);
  if (!template) throw problem('REPORT_TEMPLATE_MISSING');
  const body: ReportBody = {
    number: reportNumber(policy.divisions.district, day, given.sequence),
    version: 'PUBLIC',
    issuedAt: given.issuedAt,
    dataUpTo: day,
    notice: '样张，不是出具的报告。',
    policy: policy.hash,
    content: reportContent(file, template),
  };
  return drawSigned({ body, template, code: SPECIMEN_CODE, base: given.base }, keys);
}
