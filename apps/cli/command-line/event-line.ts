import { RecordedEvent } from '@ledgerline/platform/eventstore';

/** An event as the log holds it: personal parts stay sealed, for the tool holds no reader's right. */
export function eventLine({ position, stream, revision, type, recordedAt, data }: RecordedEvent): string {
  return `${position}  ${recordedAt.toISOString()}  ${stream}@${revision}  ${type}  ${data}`;
}

export function eventJson({ metadata, ...event }: RecordedEvent): object {
  return { ...event, data: parsed(event.data), metadata: parsed(metadata) };
}

/** What is not JSON is shown as it stands: looking at a corrupt event is what the tool is for. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
