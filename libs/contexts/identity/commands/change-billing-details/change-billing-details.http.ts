import { IsOptional } from 'class-validator';
import { Nested, Text } from '@ledgerline/platform/http';
import { partyCommand } from '../party-command';
import { CountryCode, EmailText } from '../party-fields.http';
import { changeBillingDetails } from './change-billing-details';

class AddressBody {
  @Text(200)
  line1!: string;

  @IsOptional()
  @Text(200)
  line2?: string;

  @IsOptional()
  @Text(20)
  postalCode?: string;

  @Text(100)
  city!: string;

  @IsOptional()
  @Text(100)
  region?: string;
}

class ChangeBillingDetailsBody {
  @Text(200)
  legalName!: string;

  @Nested(() => AddressBody)
  address!: AddressBody;

  @CountryCode()
  country!: string;

  @IsOptional()
  @Text(40)
  taxId?: string;

  @IsOptional()
  @EmailText()
  billingEmail?: string;

  @IsOptional()
  @Text(500)
  reason?: string;
}

const EXAMPLE = {
  legalName: 'Lovelace Engines Ltd',
  address: { line1: '12 St James’s Square', postalCode: 'SW1Y 4JH', city: 'London' },
  country: 'GB',
  taxId: 'GB123456789',
  billingEmail: 'accounts@example.org',
};

export const changeBillingDetailsSlice = partyCommand({
  name: 'ChangeBillingDetails',
  route: {
    path: '/v1/parties/:partyId/billing-details',
    summary: 'Say whom invoices are made out to, and in which country; issued ones stay as they are',
    roles: ['service'],
    refusals: ['party-not-found'],
    examples: { body: EXAMPLE, facts: { partyId: 'ada', country: 'GB' } },
  },
  body: ChangeBillingDetailsBody,
  personal: ['legalName', 'address', 'taxId', 'billingEmail'],
  command: ({ body, sealed }) => ({ country: body.country, sealed, reason: body.reason }),
  decide: changeBillingDetails,
  facts: (_events, { params, body }) => ({ partyId: params.partyId, country: body.country }),
});
