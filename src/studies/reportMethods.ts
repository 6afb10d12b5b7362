// The methods that most studies compare, by the keys that their records have.
import type { NamedMethod } from "./study";

/** The recorded run that every record calls "network". */
export const network: NamedMethod = { key: "network", method: "report-fixed-seed1" };

/** The same network with the weights that the report's authors published. */
export const authors: NamedMethod = { key: "authors", method: "report-authors" };

/** The yardstick, which learns nothing. */
export const harmonic: NamedMethod = { key: "harmonic", method: "harmonic" };

/** The recorded runs of the report's experiment, each under its own name. */
export const reportRuns: readonly NamedMethod[] = [
  "report-fixed-seed1",
  "report-fixed-seed2",
  "report-fresh-seed1",
  "report-fresh-seed2",
].map((method) => ({ key: method, method }));
