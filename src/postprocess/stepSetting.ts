// The number that a step takes, with its range: checked in one place, and told by commands and errors from there.

/** A number among a step's settings. */
export interface StepSetting {
  /** As the step's settings call it. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What it is where nothing is said. */
  readonly usual: number;
  /** Whole numbers only. */
  readonly whole: boolean;
}

/** Throws unless the value lies in the setting's range. `step` is the step's name; `received` is what was typed. */
export function checkSetting(step: string, setting: StepSetting, value: number, received = String(value)): void {
  const { name, from, to, usual, whole } = setting;
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return;
  throw new Error(
    `Expected the ${name} of ${step} to be a ${whole ? "whole number" : "number"} from ${from} to ${to}, ` +
      `but received ${received}. Use for example ${usual}.`,
  );
}
