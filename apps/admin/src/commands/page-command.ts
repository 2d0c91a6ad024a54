import type { CommandAnswer } from '../api/contract';

/** One of a few: what is sent, and what the reader sees. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface CommandField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly isOptional?: boolean;
  /** Names stand as they are; what needs words brings them. */
  readonly choices?: readonly (string | Choice)[];
  /** What may be typed, where not everything may; said in `hint`. */
  readonly pattern?: string;
  readonly isDay?: boolean;
  /** Its name in the request, where it has another: the API says by that what is wrong with it. */
  readonly sentAs?: string;
}

/** A command that the page sends: a few fields, and a reason for the audit where it acts on its own. */
export interface PageCommand {
  readonly title: string;
  readonly about: string;
  /** Absent for what concerns several. */
  readonly accountId?: string;
  readonly path: string;
  readonly fields: readonly CommandField[];
  /** On the button. */
  readonly verb: string;
  /** On the other button. */
  readonly decline?: string;
  readonly isDanger?: boolean;
  /** What the fields come to, without the reason; those left empty are not among them. */
  readonly bodyOf: (values: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
  /** What its owner asks for, not an admin: it needs no reason. */
  readonly asOwner?: true;
  /** The list that is to show it first; the audit unless told. */
  readonly shownIn?: string;
  /** What has come of it, where there is more to say than that it is done. */
  readonly done?: (answer: CommandAnswer) => string;
}

const REASON: CommandField = { name: 'reason', label: 'Reason, for the audit' };
export const REASON_LENGTH_MAX = 200;

type Values = Readonly<Record<string, string>>;

export function initialValues({ fields }: PageCommand): Values {
  return Object.fromEntries(
    fields.map(({ name, initial, choices }) => [name, initial ?? choiceValue(choices?.[0] ?? '')]),
  );
}

export function choiceValue(choice: string | Choice): string {
  return typeof choice === 'string' ? choice : choice.value;
}

/** What is sent of what was typed: no spaces around it, and nothing that was left empty. */
export function bodyOf(command: PageCommand, values: Values): Readonly<Record<string, unknown>> {
  const texts = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  const { reason = '', ...given } = Object.fromEntries(texts.filter(([, value]) => value !== ''));
  return command.asOwner ? command.bodyOf(given) : { ...command.bodyOf(given), reason };
}

/** Every field to be filled in, the reason last. */
export function fieldsOf({ fields, asOwner }: PageCommand): readonly CommandField[] {
  return asOwner ? fields : [...fields, REASON];
}

export function isComplete(command: PageCommand, values: Values): boolean {
  return fieldsOf(command).every(({ name, isOptional }) => isOptional || values[name]?.trim());
}
