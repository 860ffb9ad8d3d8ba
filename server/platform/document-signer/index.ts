export {
  memoryDocumentKeys,
  openDocumentKeys,
  rotateDocumentKey,
  type DocumentKeys,
} from './keys.ts';
export { isSignatureOf, readCertificate, type DocumentCertificate } from './signature.ts';
