import { groupDigits } from './credits';

/** `limit-reached`, `DAILY_REFILL` or `images_daily` as a reader would write it. */
export function humanWords(code: string): string {
  return asSentence(code.replace(/[-_]+/g, ' ').trim().toLowerCase());
}

/** Words with a capital in front; those inside (API) stay as they are. */
export function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A position is opaque; its end tells two apart and is short enough to read beside the whole in a title. */
export function shortPosition(position: string): string {
  const digits = /(\d+)$/.exec(position)?.[1];
  return digits ? groupDigits(digits.replace(/^0+(?=\d)/, '')) : position.slice(-12);
}
