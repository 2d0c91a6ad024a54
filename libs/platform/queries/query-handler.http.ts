import { Inject, Type } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { READS, type Reads } from './reads';

/** Puts a plain query function on the bus: its class says what is asked, the function answers. */
export function queryHandler<Question extends object, Answer, OwnReads extends Reads>(
  question: new (...given: never[]) => Question,
  answer: (reads: OwnReads, question: Question) => Promise<Answer>,
): Type<IQueryHandler> {
  class Handler {
    constructor(@Inject(READS) private readonly reads: OwnReads) {}

    execute(asked: Question): Promise<Answer> {
      return answer(this.reads, asked);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${question.name}Handler` });
  QueryHandler(question)(Handler);
  return Handler;
}
