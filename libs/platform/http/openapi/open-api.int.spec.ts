import { Controller, Get, Post } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { createEdge, Edge, startEdge } from '@ledgerline/testing';
import { ApiEndpoint, CreditsText, IntegerText, ProblemDefinition } from '../index';

class GrantBody {
  @CreditsText()
  credits!: string;
}

class PageQuery {
  @IsOptional()
  @IntegerText(1, 200)
  limit?: string;
}

@Controller('v1')
class PlantedController {
  @Post('accounts/:accountId/grants')
  @ApiEndpoint({
    tag: 'accounts',
    summary: 'Grant credits',
    roles: ['service'],
    body: { type: GrantBody, example: { credits: '12.5' } },
    success: { status: 201, example: { lotId: 'l1' } },
    problems: ['account-closed'],
    isCommand: true,
  })
  grant(): object {
    return {};
  }

  @Get('accounts')
  @ApiEndpoint({
    tag: 'accounts',
    summary: 'Accounts',
    roles: [],
    query: PageQuery,
    success: { example: [] },
  })
  accounts(): object {
    return {};
  }
}

const ACCOUNT_CLOSED: ProblemDefinition = {
  code: 'account-closed',
  status: 409,
  title: 'The account is closed',
  retryable: false,
  outcome: 'refused',
  description: 'The account is closed. Reopen it first.',
};

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ controllers: [PlantedController], refusals: [ACCOUNT_CLOSED] });
});
afterAll(() => edge.app.stop());

describe('the documentation', () => {
  it('shows of a command its body, key, role, success and every problem with an example', async () => {
    const { status, body } = await edge.call('/openapi.json');
    expect(status).toBe(200);
    const { post } = body.paths['/v1/accounts/{accountId}/grants'];
    expect(post.summary).toBe('Grant credits');
    expect(post.description).toContain('Needs the role service or admin.');
    expect(post.security).toEqual(expect.arrayContaining([{ key: [] }, { session: [] }]));
    const json = post.requestBody.content['application/json'];
    expect(json.schema).toMatchObject({ required: ['credits'], additionalProperties: false });
    expect(json.examples.example.value).toEqual({ credits: '12.5' });
    expect(post.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', required: true }),
    );
    expect(post.responses['201'].content['application/json'].example).toEqual({ lotId: 'l1' });
    expect(Object.keys(post.responses).sort()).toEqual([
      '201',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]);
    const refused = post.responses['409'].content['application/problem+json'];
    expect(refused.examples['account-closed'].value).toMatchObject({
      code: 'account-closed',
      outcome: 'refused',
    });
    expect(body.components.schemas.Problem.required).toContain('request_id');
  });

  it('shows the parameters of a query', async () => {
    const { body } = await edge.call('/openapi.json');
    const { get } = body.paths['/v1/accounts'];
    expect(get.description).toBe('Needs the role admin.');
    expect(get.parameters).toContainEqual({
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200 },
    });
  });

  it('has a page that needs no key, loads its files from here and runs no inline script', async () => {
    const page = await edge.call('/docs');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('swagger-ui-bundle.js') });
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*[^\s<]/);
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    const policy = page.headers['content-security-policy']!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui-init.js', 'swagger-ui.css']) {
      expect((await edge.call(`/docs/${file}`)).status).toBe(200);
    }
  });

  it('cannot name a problem that is in no list', async () => {
    await expect(createEdge({ controllers: [PlantedController] })).rejects.toThrow(
      'the problem account-closed is in no list',
    );
  });
});
