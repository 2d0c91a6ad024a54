export { CertificateUnproven, provenCertificate } from './proven-certificate';
