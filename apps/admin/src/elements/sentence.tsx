import { absoluteTime } from '../figures/moments';

const INSTANT = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/;

/** A sentence of the API, with the instants in it as people write them. */
export function Sentence({ text }: { text: string }) {
  return text.split(INSTANT).map((part, index) =>
    INSTANT.test(part) ? (
      <time key={index} dateTime={part} title={part}>
        {absoluteTime(part)}
      </time>
    ) : (
      part
    ),
  );
}
