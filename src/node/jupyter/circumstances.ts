// Why a notebook may not show what was measured on CIFAR-10 at full size: synthetic data, a small run, a training that was stopped.
// Whoever loads data or trains says so here, so that cells need not: claims about measured numbers are then stated and not checked,
// and pictures say that the data are synthetic. One kernel, one notebook: the state is the module's.

const reasons = new Map<string, string>();
const syntheticSources = new Set<string>();

/** Sets or, by null, takes back why `source`, such as "training", does not give the measured numbers. */
export function noteCircumstance(source: string, reason: string | null): void {
  if (reason === null) reasons.delete(source);
  else reasons.set(source, reason);
}

/** Whether what `source`, such as "photographs", gave last is synthetic. */
export function noteSyntheticData(source: string, synthetic: boolean): void {
  if (synthetic) syntheticSources.add(source);
  else syntheticSources.delete(source);
  noteCircumstance("data", onSyntheticData() ? "these data are synthetic" : null);
}

/** Whether some of the data that the notebook has loaded are synthetic; false before it loads any. */
export function onSyntheticData(): boolean {
  return syntheticSources.size > 0;
}

/** Why measured numbers are not to be expected here, in words; null where they are. */
export function whyNotMeasured(): string | null {
  return reasons.size === 0 ? null : [...new Set(reasons.values())].join("; ");
}
