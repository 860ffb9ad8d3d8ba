export { VerificationAnswer } from './answers.ts';
export { correctReport, issueReport, withdrawReport, type IssuedReport } from './commands.ts';
export { drawReport } from './draw.ts';
export { shownCode } from './number.ts';
export { openReport, type OpenedReport, type TrustedKeys } from './open.ts';
export { reportOutputs } from './outputs.ts';
export { reportFile, verifyByCode, verifyByDigest } from './queries.ts';
export { publicReports, type PublicReports } from './public-reports.ts';
export { reportRoutes } from './routes.ts';
