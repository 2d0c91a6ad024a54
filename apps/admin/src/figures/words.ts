import { groupDigits } from './credits';

/** `limit-reached`, `DAILY_REFILL` or `images_daily` as a reader would write it. */
export function humanWords(code: string): string {
  const words = code.replace(/[-_]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A position is opaque; its end tells two apart and is short enough to read. The whole stands in the title. */
export function shortPosition(position: string): string {
  const digits = /(\d+)$/.exec(position)?.[1];
  return digits ? groupDigits(digits.replace(/^0+(?=\d)/, '')) : position.slice(-12);
}
