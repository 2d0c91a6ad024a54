import { Problem, validateBody } from '@ledgerline/platform/http';
import { CountryCode, EmailText } from './party-fields.http';

class Body {
  @EmailText()
  email!: string;

  @CountryCode()
  country!: string;
}

const findings = (email: unknown, country: unknown) => {
  const body = validateBody(Body, { email, country });
  return body instanceof Problem ? body.options.errors!.map(({ field }) => field) : [];
};

describe('the fields of parties', () => {
  it.each(['ada@example.org', 'a+b@x.co.uk', 'ädä@exämple.org'])('take %s as an e-mail', (email) => {
    expect(findings(email, 'DE')).toEqual([]);
  });

  it.each(['', 'ada', 'ada@', '@example.org', 'a b@example.org', 'ada@example', 'a@b@c.org', 'a@.org', 7])(
    'refuse %j as an e-mail',
    (email) => expect(findings(email, 'DE')).toEqual(['email']),
  );

  it('refuse an e-mail of more than 254 characters, and one with a NUL', () => {
    expect(findings(`a@${'b'.repeat(249)}.org`, 'DE')).toEqual(['email']);
    expect(findings(`a@${'b'.repeat(248)}.org`, 'DE')).toEqual([]);
    expect(findings('a\0@b.org', 'DE')).toEqual(['email']);
  });

  it.each(['XX', 'de', 'EU', 'DEU', '', null])('refuse %j as a country', (country) => {
    expect(findings('ada@example.org', country)).toEqual(['country']);
  });
});
