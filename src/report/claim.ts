// A claim of the original report and what our numbers say of it. The verdict is computed from variables, never written down,
// and is itself a variable: `claims.4.verdict`.
import type { Language } from "./formatNumber";
import type { Variables } from "./variable";

/**
 * "notDecided": what was measured has no say in it. "described": the original proposes nothing there that could hold or not.
 * "cannotBeChecked": a reader's own run lacks a number.
 */
export type Verdict = "holds" | "holdsPartly" | "doesNotHold" | "notDecided" | "described" | "cannotBeChecked";

export const verdictWords: { readonly [verdict in Verdict]: { readonly [language in Language]: string } } = {
  holds: { en: "holds", de: "trifft zu" },
  holdsPartly: { en: "holds partly", de: "trifft teilweise zu" },
  doesNotHold: { en: "does not hold", de: "trifft nicht zu" },
  notDecided: { en: "not decided", de: "nicht entschieden" },
  described: { en: "only described", de: "nur beschrieben" },
  cannotBeChecked: { en: "cannot be checked", de: "nicht prüfbar" },
};

export interface Claim {
  readonly id: string;
  /** Where the original says it: the number of a section, "4.5.1", or the title of one without a number. */
  readonly source: string;
  /** Keys of the variables that the verdict rests on, the one that decides first. */
  readonly numbers: readonly string[];
  /** From those variables alone; `value(key)` gives a number and throws for any other key. */
  readonly verdict: (value: (key: string) => number, variables: Variables) => Verdict;
}
