import { applyDecorators } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { Identifier, IntegerText, OneOf, Text, TimestampText } from '@ledgerline/platform/http';
import { PAGE_LIMIT_MAX } from './page';

const POSITION_LENGTH_MAX = 120;
const CURSOR_LENGTH_MAX = 4_000;

/** How many items a page has. */
export const Limit = () => applyDecorators(IsOptional(), IntegerText(1, PAGE_LIMIT_MAX));
/** Where the last page ended, as that page said. */
export const Cursor = () => applyDecorators(IsOptional(), Text(CURSOR_LENGTH_MAX));
/** The answer must reflect at least this position. */
export const MinPosition = () => applyDecorators(IsOptional(), Text(POSITION_LENGTH_MAX));
export const CsvFormat = () => applyDecorators(IsOptional(), OneOf(['json', 'csv']));

export const AnyText = () => applyDecorators(IsOptional(), Text(200));
export const AnyId = () => applyDecorators(IsOptional(), Identifier());
export const AnyTime = () => applyDecorators(IsOptional(), TimestampText());
export const AnyOf = (words: readonly string[]) => applyDecorators(IsOptional(), OneOf(words));

const A_DAY = { message: 'is a day, e.g. "2026-11-21"' };
export const AnyDay = () =>
  applyDecorators(IsOptional(), Matches(/^\d{4}-\d{2}-\d{2}$/, A_DAY), IsISO8601({ strict: true }, A_DAY));

/** Signed credits. */
export const AnyCredits = () =>
  AnyLike(/^-?\d{1,12}(?:\.\d{1,6})?$/, 'is signed credits as a decimal string, e.g. "-12.5"');
export const AnyMoney = () =>
  AnyLike(/^\d{1,12}(?:\.\d{1,6})? [A-Z]{3}$/, 'is an amount and its currency, e.g. "10.50 EUR"');
export const AnyAttribute = () => AnyLike(/^[^=]{1,100}=.{0,200}$/, 'is name=value, e.g. "campaign=autumn"');

const AnyLike = (pattern: RegExp, message: string) =>
  applyDecorators(IsOptional(), Matches(pattern, { message }));

/** Query parameters by name, each with the decorator that checks it. */
export type Fields = Readonly<Record<string, () => PropertyDecorator>>;

/** A route's own filters with the fields that it shares with others. */
export function withFields<Params extends object>(
  filters: (new () => object) | undefined,
  fields: Fields,
): new () => Params {
  const Query = filters ? IntersectionType(filters) : class {};
  for (const [name, field] of Object.entries(fields)) field()(Query.prototype, name);
  return Query as new () => Params;
}
