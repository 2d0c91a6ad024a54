/** What is wrong with one variable, in words for whoever set it. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly expected: string;
  readonly found: string;
}
