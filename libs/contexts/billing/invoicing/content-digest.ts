import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { InvoiceDrafted } from '../domain/invoice/invoice-events';

/** SHA-256 (hex) of an invoice's content as canonical JSON (RFC 8785), amounts as digits in text. */
export function contentDigest(content: Omit<InvoiceDrafted['data'], 'digest'>): string {
  const asText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return hash('sha256', canonicalize(JSON.parse(JSON.stringify(content, asText)))!, 'hex');
}
