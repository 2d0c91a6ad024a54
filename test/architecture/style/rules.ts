import { exceptionsSayWhy } from './exceptions-say-why';
import { filesAreShort } from './files-are-short';
import { limitKindsAreRegistered } from './limit-kinds-are-registered';
import { linksResolve } from './links-resolve';
import { namesAreLegal } from './names-are-legal';
import { refusalsAreExplained } from './refusals-are-explained';
import { rulesAreTested } from './rules-are-tested';
import { slicesAreRegistered } from './slices-are-registered';
import { slicesExportOneThing } from './slices-export-one-thing';
import { StyleRule } from './style-rule';
import { textNamesNoMachine } from './text-names-no-machine';

/** A new habit is one file and one line here. */
export const STYLE_RULES: readonly StyleRule[] = [
  filesAreShort,
  namesAreLegal,
  slicesExportOneThing,
  slicesAreRegistered,
  limitKindsAreRegistered,
  refusalsAreExplained,
  rulesAreTested,
  linksResolve,
  textNamesNoMachine,
  exceptionsSayWhy,
];
