export async function describeSchema(): Promise<string> {
  return '';
}
