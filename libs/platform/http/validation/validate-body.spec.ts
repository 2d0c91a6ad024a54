import { IsIn, IsOptional, ValidateIf, validateSync } from 'class-validator';
import {
  CreditsText,
  Identifier,
  IntegerText,
  Nested,
  NestedList,
  Problem,
  schemaOf,
  Text,
  validateBody,
  validBody,
  validIdentifier,
  validQuery,
} from '../index';

class Owner {
  @IsIn(['user', 'workspace'], { message: 'is "user" or "workspace"' })
  kind!: string;

  @Identifier()
  id!: string;
}

class Body {
  @Nested(() => Owner)
  owner!: Owner;

  @CreditsText()
  credits!: string;

  @IsOptional()
  @Text(5)
  note?: string;

  @IsOptional()
  @NestedList(() => Owner, { min: 1, max: 2 })
  members?: Owner[];
}

const good = { owner: { kind: 'user', id: 'ada' }, credits: '12.5' };

/** "field message" of everything that is wrong with the good body after a change. */
function findings(change: object): string[] {
  const result = validateBody(Body, { ...good, ...change });
  return result instanceof Problem
    ? result.options.errors!.map(({ field, message }) => `${field} ${message}`)
    : [];
}

describe('a body', () => {
  it('becomes an instance of its class, nested objects included', () => {
    const body = validBody(Body, { ...good, members: [{ kind: 'user', id: 'bob' }] });
    expect(body).toBeInstanceOf(Body);
    expect(body.owner).toBeInstanceOf(Owner);
    expect(body.members![0]).toBeInstanceOf(Owner);
    expect(body).toEqual({ ...good, members: [{ kind: 'user', id: 'bob' }] });
  });

  it('leaves out an optional null, and asks for a required one', () => {
    expect(validBody(Body, { ...good, note: null, members: null })).not.toHaveProperty('note');
    expect(findings({ credits: null })[0]).toMatch(/^credits is credits as a decimal string/);
    expect(findings({ owner: null })).toEqual(['owner is a JSON object']);
  });

  it('names everything that is missing, also for an empty request', () => {
    const problem = validateBody(Body, undefined) as Problem;
    expect(problem.options.errors!.map(({ field }) => field)).toEqual(['owner', 'credits']);
    expect(problem.options.errors![1]!.message).toMatch(/^is required: it is credits as/);
    expect(problem.options.detail).toBe('owner is required: an object. And 1 more, see errors.');
  });

  it.each([['text'], [[good]], [12], [true]])('is refused when it is no object: %p', (json) => {
    const problem = validateBody(Body, json) as Problem;
    expect(problem.options.errors).toEqual([{ field: 'body', message: 'is a JSON object' }]);
  });

  it('refuses unknown fields by their path, and says which are known', () => {
    expect(findings({ creditz: '1' })[0]).toMatch(/^creditz is not known here; known are owner, credits, /);
    expect(findings({ owner: { kind: 'user', id: 'ada', admin: true } })).toEqual([
      'owner.admin is not known here; known are kind, id',
    ]);
  });

  it('takes no field from the prototype, and gives none to it', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"admin":true},"constructor":{"x":1}}');
    const problem = validateBody(Body, hostile) as Problem;
    expect(problem.options.errors!.map(({ field }) => field)).toEqual([
      '__proto__',
      'constructor',
      'owner',
      'credits',
    ]);
    const inherited = Object.create(good) as object;
    expect(validateBody(Body, inherited)).toBeInstanceOf(Problem);
  });

  it('names at most 20 findings and shortens hostile names', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${'x'.repeat(500)}${i}`, 1]));
    const problem = validateBody(Body, many) as Problem;
    expect(problem.options.errors).toHaveLength(20);
    expect(problem.options.errors![0]!.field).toHaveLength(100);
  });
});

describe('the rules of a class', () => {
  it('agree with class-validator itself on flat bodies, good and bad', () => {
    const samples = [
      '5',
      5,
      '',
      null,
      undefined,
      'red',
      true,
      {},
      { a: 1 },
      '12.5',
      '2026-11-21T09:00:00.000Z',
      'USD',
    ];
    const verdicts = samples.map((value) => {
      const json = { kind: value, id: value };
      const theirs = validateSync(Object.assign(new Owner(), json)).map(({ property }) => property);
      const ours = validateBody(Owner, json);
      return [theirs, ours instanceof Problem ? ours.options.errors!.map(({ field }) => field) : []];
    });
    for (const [theirs, ours] of verdicts) expect(ours).toEqual(theirs);
  });

  it('refuse what they do not understand when the class is first used', () => {
    class Odd {
      @ValidateIf(() => true)
      @Text(5)
      note!: string;
    }
    expect(() => validateBody(Odd, {})).toThrow('not understood');
  });

  it('give the OpenAPI schema of the same class', () => {
    expect(schemaOf(Owner)).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        kind: { type: 'string', enum: ['user', 'workspace'] },
        id: { type: 'string', pattern: expect.any(String), example: 'ada' },
      },
      required: ['kind', 'id'],
    });
    expect(schemaOf(Body)).toMatchObject({ required: ['owner', 'credits'] });
    expect(schemaOf(Body)).toHaveProperty('properties.members.items.properties.kind.enum');
  });
});

describe('a query', () => {
  class Page {
    @IsOptional()
    @IntegerText(1, 200)
    limit?: string;
  }

  it('is read as texts under the same rules', () => {
    expect(validQuery(Page, { limit: '200' }).limit).toBe('200');
    expect(validQuery(Page, undefined)).toEqual({});
    for (const limit of ['0', '201', '1.5', 'x', '', '1e2']) {
      expect(() => validQuery(Page, { limit })).toThrow('whole number from 1 to 200');
    }
    expect(() => validQuery(Page, { offset: '1' })).toThrow('is not known here');
  });

  it('gives each parameter once', () => {
    expect(() => validQuery(Page, { limit: ['1', '2'] })).toThrow(Problem);
  });

  it('and a path carry identifiers', () => {
    expect(validIdentifier('accountId', 'ada')).toBe('ada');
    expect(() => validIdentifier('accountId', 'a b')).toThrow('accountId is an identifier');
  });
});
