import type { Party } from '../../../api/contract';
import { partyPath } from '../../../api/party-queries';
import type { PageCommand } from '../../../commands/page-command';

/* What an admin may do to a party from its account's page. */

export function markSubscribed(partyId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: 'Mark as subscribed', verb: 'Mark' },
    path: `${partyPath(partyId)}/subscribed`,
    about: 'From TRIAL to SUBSCRIBED, for good. It follows by itself from a first paid subscription.',
    fields: [],
    bodyOf: (values) => values,
  };
}

/** Whom invoices are made out to; those that were issued stay as they are. */
export function changeBillingDetails({ partyId, billingDetails }: Party): PageCommand {
  const { country, legalName, address, taxId, billingEmail } = billingDetails ?? {};
  const field = (name: string, label: string, initial: string | null | undefined, more = {}) => ({
    ...{ name, label, initial: initial ?? '' },
    ...more,
  });
  const inAddress = (name: string) => ({ sentAs: `address.${name}` });
  const optional = { isOptional: true };
  return {
    ...{ accountId: partyId, title: 'Billing details', verb: 'Change' },
    path: `${partyPath(partyId)}/billing-details`,
    about: 'Invoices from now on are made out to them. The country decides which tax applies.',
    shownIn: '/v1/parties',
    fields: [
      field('legalName', 'Legal name', legalName),
      field('line1', 'Street', address?.line1, inAddress('line1')),
      field('postalCode', 'Postal code', address?.postalCode, { ...inAddress('postalCode'), ...optional }),
      field('city', 'City', address?.city, inAddress('city')),
      field('country', 'Country', country, { hint: 'Two capitals, e.g. DE', pattern: '[A-Z]{2}' }),
      field('taxId', 'Tax id', taxId, optional),
      field('billingEmail', 'E-mail for invoices', billingEmail, optional),
    ],
    bodyOf: ({ line1, postalCode, city, ...body }) => ({
      ...body,
      address: { line1, city, ...(postalCode && { postalCode }) },
    }),
  };
}

export function addMember(partyId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: 'Add a member', verb: 'Add' },
    path: `${partyPath(partyId)}/members`,
    about: 'A registered user, as far as the plan has seats.',
    fields: [{ name: 'memberId', label: 'User' }],
    bodyOf: (values) => values,
  };
}

export function removeMember(partyId: string, memberId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: `Remove ${memberId}`, verb: 'Remove', isDanger: true },
    path: `${partyPath(partyId)}/members/${encodeURIComponent(memberId)}/remove`,
    about: 'What they did stays on the workspace’s account.',
    fields: [],
    bodyOf: (values) => values,
  };
}
