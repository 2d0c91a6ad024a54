import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { epochMsOf, Timestamp } from '@ledgerline/kernel';

/** Nobody we trust vouches for the certificate, not for that name, or not at this time. */
export class CertificateUnproven extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CertificateUnproven';
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const CHAIN_LENGTH_MAX = 8;

/**
 * The first certificate of a PEM text, when it names something within `domain` and its chain, the rest of the
 * text, leads to a trusted root, each link valid now.
 * @throws CertificateUnproven
 */
export function provenCertificate(
  pem: string,
  {
    domain,
    now,
    roots = rootCertificates,
  }: { domain: string; now: Timestamp; roots?: readonly string[] | undefined },
): X509Certificate {
  const given = pem.match(PEM)?.slice(0, CHAIN_LENGTH_MAX) ?? [];
  const [leaf, ...others] = given.map((one) => new X509Certificate(one));
  if (!leaf) throw new CertificateUnproven('there is no certificate');
  if (!namesOf(leaf).some((name) => name === domain || name.endsWith(`.${domain}`))) {
    throw new CertificateUnproven(`the certificate names nothing within ${domain}`);
  }
  const trusted = roots.map((root) => new X509Certificate(root));
  let link = leaf;
  for (let length = 0; length < CHAIN_LENGTH_MAX; length += 1) {
    if (!isValidAt(link, epochMsOf(now))) throw new CertificateUnproven('a certificate is not valid now');
    const root = trusted.find((each) => each.fingerprint256 === link.fingerprint256 || hasIssued(each, link));
    if (root) return leaf;
    const issuer = others.find((each) => each !== link && each.ca && hasIssued(each, link));
    if (!issuer) break;
    link = issuer;
  }
  throw new CertificateUnproven('no trusted root vouches for the certificate');
}

function hasIssued(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

function isValidAt({ validFrom, validTo }: X509Certificate, nowMs: number): boolean {
  return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);
}

function namesOf({ subject, subjectAltName }: X509Certificate): readonly string[] {
  const alternative = subjectAltName?.split(', ').filter((name) => name.startsWith('DNS:')) ?? [];
  const common = subject.split('\n').filter((part) => part.startsWith('CN='));
  return [...alternative.map((name) => name.slice('DNS:'.length)), ...common.map((name) => name.slice(3))];
}
