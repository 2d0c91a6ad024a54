import { Inject, Type } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ACCOUNT_READS, AccountReads } from './account-reads';

/** Puts a plain query function on the bus: its class says what is asked, the function answers. */
export function queryHandler<Question extends object, Answer>(
  question: new (...given: never[]) => Question,
  answer: (reads: AccountReads, question: Question) => Promise<Answer>,
): Type<IQueryHandler> {
  class Handler {
    constructor(@Inject(ACCOUNT_READS) private readonly reads: AccountReads) {}

    execute(asked: Question): Promise<Answer> {
      return answer(this.reads, asked);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${question.name}Handler` });
  QueryHandler(question)(Handler);
  return Handler;
}
