import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '@ledgerline/platform/config';

/** Who acts: the name is the actor in every event. */
export interface Principal {
  readonly name: string;
  readonly role: Role;
  readonly via: 'key' | 'session';
}

/** A request and its reply as controllers see them with `@Req()` and `@Res()`. */
export type ApiRequest = FastifyRequest;
export type ApiReply = FastifyReply;

/** Who may use a route. Nothing is declared by default, and what declares nothing answers nobody. */
export type Access = 'public' | readonly Role[];

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every route that is not public, before its body is read. */
    principal?: Principal;
  }
  interface FastifyContextConfig {
    access?: Access;
    /** A body may have so many bytes where that is more than elsewhere. */
    bodyBytesMax?: number;
    /** Its JSON arrives as the bytes that were sent, for they are signed. */
    takesRawBody?: boolean;
    /** Its body is what a form of a page sends. */
    takesForm?: boolean;
    /** Answers to people: it has the security headers of a page. */
    isPage?: boolean;
  }
}

/** Parameter decorator: the principal of the request. Only on routes with `@Roles`. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<ApiRequest>()),
);

/** @throws on a public route, where there may be none: a defect of the route */
export function principalOf(request: ApiRequest): Principal {
  if (!request.principal) throw new Error('a public route asked for its principal');
  return request.principal;
}
