import { Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiEndpoint } from '../openapi/api-endpoint';
import { Problem } from '../problems/problem';
import { Text } from '../validation/text-fields';
import { validBody } from '../validation/validate-body';
import { ACCESS, type AccessParts } from './access-parts';
import { type ApiReply, type ApiRequest, CurrentPrincipal, type Principal } from './principal';
import { assertSameSite } from './same-site';
import { expiredSessionCookie, sessionCookie } from './session-cookie';

class SignInBody {
  @Text(512)
  key!: string;
}

/** Sign-in of the page. */
@Controller('v1')
export class SessionController {
  constructor(@Inject(ACCESS) private readonly access: AccessParts) {}

  @Post('session')
  @ApiEndpoint({
    tag: 'session',
    summary: 'Sign in with an admin key: sets the session cookie for 8 hours',
    roles: 'public',
    body: { type: SignInBody, example: { key: 'll_…' } },
    success: {
      status: 200,
      example: { name: 'ops', role: 'admin', expiresAt: '2026-11-21T17:00:00.000Z' },
    },
    problems: ['unauthenticated', 'forbidden', 'cross-site-request', 'too-many-sign-ins'],
  })
  signIn(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): object {
    assertSameSite(request);
    const { key: token } = validBody(SignInBody, request.body);
    const { bound, keyRing, sessions } = this.access;
    const wait = bound.waitSeconds(request.ip);
    if (wait !== undefined) throw new Problem('too-many-sign-ins', { retryAfterSeconds: wait });
    const key = keyRing.find(token);
    if (!key) {
      bound.failed(request.ip);
      throw new Problem('unauthenticated', { detail: 'This key is not valid.' });
    }
    bound.succeeded(request.ip);
    if (key.role !== 'admin') throw new Problem('forbidden', { detail: 'Only admin keys may sign in.' });
    const session = sessions.issue(key);
    void reply.header('set-cookie', sessionCookie(request, session.token));
    return { name: key.name, role: key.role, expiresAt: session.expiresAt };
  }

  @Delete('session')
  @HttpCode(204)
  @ApiEndpoint({
    tag: 'session',
    summary: 'Sign out: the browser forgets the session',
    roles: 'public',
    success: { status: 204, description: 'Signed out.' },
    problems: ['cross-site-request'],
  })
  signOut(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): void {
    assertSameSite(request);
    void reply.header('set-cookie', expiredSessionCookie(request));
  }

  @Get('me')
  @ApiEndpoint({
    tag: 'session',
    summary: 'Who the key or session of this request belongs to',
    roles: ['service', 'finance'],
    success: { example: { name: 'ops', role: 'admin', via: 'session' } },
  })
  me(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }
}
