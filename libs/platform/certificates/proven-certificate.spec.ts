import { rootCertificates } from 'node:tls';
import { timestamp } from '@ledgerline/kernel';
import { issued, selfSigned } from '@ledgerline/testing';
import { CertificateUnproven, provenCertificate } from './index';

const { certificate } = selfSigned();
const nowMs = Date.now();
const terms = { domain: 'localhost', now: timestamp(nowMs), roots: [certificate] };

describe('a certificate', () => {
  it('is proven when a root we trust vouches for it, or it is that root', () => {
    expect(provenCertificate(certificate, terms).subject).toBe('CN=localhost');
  });

  it('is proven by a chain that leads to a root, whatever order its links stand in', () => {
    const root = { name: 'root', ...issued({ name: 'root' }) };
    const middle = { name: 'middle', ...issued({ name: 'middle', by: root }) };
    const leaf = issued({ name: 'leaf', by: middle });
    const chain = [leaf.certificate, root.certificate, middle.certificate].join('\n');
    const asked = { domain: 'leaf', now: terms.now, roots: [root.certificate] };
    expect(provenCertificate(chain, asked).subject).toBe('CN=leaf');
    expect(() => provenCertificate(leaf.certificate, asked)).toThrow('no trusted root');
  });

  it.each([
    ['nobody vouches for it', certificate, { ...terms, roots: [selfSigned().certificate] }],
    ['no root of the world vouches for it', certificate, { ...terms, roots: rootCertificates.slice(0, 3) }],
    ['it names something else', certificate, { ...terms, domain: 'ocalhost' }],
    ['it has lapsed', certificate, { ...terms, now: timestamp(nowMs + 3 * 86_400_000) }],
    ['it is not valid yet', certificate, { ...terms, now: timestamp(nowMs - 3 * 86_400_000) }],
    ['it is none', 'certificate', terms],
  ])('is not when %s', (_, pem, asked) => {
    expect(() => provenCertificate(pem, asked)).toThrow(CertificateUnproven);
  });

  it('is proven by whoever issued it, not by another that stands in the same text', () => {
    const other = selfSigned().certificate;
    const roots = [certificate];
    expect(() => provenCertificate(`${other}\n${certificate}`, { ...terms, roots })).toThrow(
      'no trusted root',
    );
  });
});
