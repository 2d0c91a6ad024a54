import { Controller, Get, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { createEdge, Edge, startEdge } from '@ledgerline/testing';
import { ApiEndpoint, CurrentPrincipal, type Principal, Public } from '../index';

const success = { example: {} };

@Controller('v1')
class PlantedController {
  @Get('for-service')
  @ApiEndpoint({ tag: 'planted', summary: 'Service', roles: ['service'], success })
  forService(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('for-finance')
  @ApiEndpoint({ tag: 'planted', summary: 'Finance', roles: ['finance'], success })
  forFinance(): object {
    return {};
  }

  @Get('for-admin')
  @ApiEndpoint({ tag: 'planted', summary: 'Admin', roles: [], success })
  forAdmin(): object {
    return {};
  }

  @Get('for-all')
  @ApiEndpoint({ tag: 'planted', summary: 'All', roles: 'public', success })
  forAll(): object {
    return {};
  }

  @Post('body')
  @ApiEndpoint({ tag: 'planted', summary: 'Body', roles: ['service'], success })
  body(): object {
    return {};
  }
}

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ controllers: [PlantedController] });
});
afterAll(() => edge.app.stop());

describe('a role', () => {
  it.each([
    ['service', 200, 403, 403],
    ['finance', 403, 200, 403],
    ['admin', 200, 200, 200],
    [undefined, 401, 401, 401],
  ] as const)('%s reaches service %d, finance %d, admin %d', async (as, ...expected) => {
    const paths = ['/v1/for-service', '/v1/for-finance', '/v1/for-admin'];
    const answers = await Promise.all(paths.map((path) => edge.call(path, { as })));
    expect(answers.map(({ status }) => status)).toEqual(expected);
    expect((await edge.call('/v1/for-all', { as })).status).toBe(200);
  });

  it('that does not suffice is told which one would', async () => {
    const { body } = await edge.call('/v1/for-finance', { as: 'service' });
    expect(body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('finance or admin') });
  });

  it('comes with the name of the key: the actor of every event', async () => {
    const { body } = await edge.call('/v1/for-service', { as: 'admin' });
    expect(body).toEqual({ name: 'the-admin', role: 'admin', via: 'key' });
    expect((await edge.call('/v1/me', { as: 'finance' })).body).toEqual({
      name: 'the-finance',
      role: 'finance',
      via: 'key',
    });
  });
});

describe('a key', () => {
  it.each([
    ['another scheme', (token: string) => `Basic ${token}`],
    ['no scheme', (token: string) => token],
    ['one character less', (token: string) => `Bearer ${token.slice(0, -1)}`],
    ['one character more', (token: string) => `Bearer ${token}x`],
    ['too few characters', () => 'Bearer short'],
    ['nothing', () => 'Bearer '],
    ['a space inside', (token: string) => `Bearer ${token} x`],
  ])('with %s is none', async (_, header) => {
    const answer = await edge.call('/v1/for-service', {
      headers: { authorization: header(edge.tokens.service) },
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('may be announced in any case', async () => {
    const headers = { authorization: `bearer ${edge.tokens.service}` };
    expect((await edge.call('/v1/for-service', { headers })).status).toBe(200);
  });

  it('is asked for before the body is read', async () => {
    const answer = await edge.call('/v1/body', { json: { text: 'x'.repeat(1_000_000) } });
    expect(answer.body.code).toBe('unauthenticated');
    const malformed = await edge.call('/v1/body', {
      text: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(malformed.body.code).toBe('unauthenticated');
  });
});

describe('a route that does not say who may use it', () => {
  @Controller()
  class ForgetfulController {
    @Get('v1/forgotten')
    forgotten(): object {
      return {};
    }
  }

  @Controller()
  class UndocumentedController {
    @Get('v1/undocumented')
    @Public()
    undocumented(): object {
      return {};
    }
  }

  it('keeps the process from starting, and is named', async () => {
    const boot = createEdge({ controllers: [PlantedController, ForgetfulController] });
    await expect(boot).rejects.toThrow('GET /v1/forgotten is not documented');
  });

  it('keeps it from starting also where the documentation was pacified', async () => {
    @Controller()
    class SlyController {
      @Get('v1/sly')
      @ApiEndpoint({ tag: 'planted', summary: 'Sly', roles: 'public', success })
      sly(): object {
        return {};
      }
    }
    RouteConfig({})(SlyController.prototype.sly);
    await expect(createEdge({ controllers: [SlyController] })).rejects.toThrow(
      'routes without @Roles(…) or @Public(): GET /v1/sly, HEAD /v1/sly',
    );
  });

  it('and one that is not documented is found the same way', async () => {
    await expect(createEdge({ controllers: [UndocumentedController] })).rejects.toThrow('needs @ApiEndpoint');
  });
});
