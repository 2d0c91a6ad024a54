/** A question that is never asked twice at once: whoever asks while an answer is on its way gets that one. */
export function inOneGo<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | undefined;
  return () => {
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}
