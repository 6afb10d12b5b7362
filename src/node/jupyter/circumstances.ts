// Why a notebook may not show what was measured on CIFAR-10 at full size: synthetic data, a small run, a training that was stopped.
// Whoever loads data or trains says so here, so that cells need not: claims about measured numbers are then stated and not checked,
// and pictures say that the data are synthetic. One kernel, one notebook: the state is the module's.

const reasons = new Map<string, string>();
let syntheticData = false;

/** Sets or, by null, takes back why `source`, such as "training", does not give the measured numbers. */
export function noteCircumstance(source: string, reason: string | null): void {
  if (reason === null) reasons.delete(source);
  else reasons.set(source, reason);
}

/** Whether the notebook's data set is synthetic. */
export function noteSyntheticData(synthetic: boolean): void {
  syntheticData = synthetic;
  noteCircumstance("data", synthetic ? "these data are synthetic" : null);
}

/** Whether the data set that the notebook loaded last is synthetic; false before it loads one. */
export function onSyntheticData(): boolean {
  return syntheticData;
}

/** Why measured numbers are not to be expected here, in words; null where they are. */
export function whyNotMeasured(): string | null {
  return reasons.size === 0 ? null : [...new Set(reasons.values())].join("; ");
}
