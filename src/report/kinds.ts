// How figures of a kind are printed: digits behind the point and unit, by a pattern of their keys. The first row that fits
// counts, so a new record needs a row only where three significant digits would not do.

export interface Kind {
  /** Digits behind the point; "three": three significant digits, whole numbers in full. */
  readonly digits: number | "three";
  readonly unit: string | null;
}

const decibel: Kind = { digits: 2, unit: "dB" };
const nats: Kind = { digits: 5, unit: "nat" };
const count: Kind = { digits: 0, unit: null };
const ratio: Kind = { digits: 2, unit: null };
const error: Kind = { digits: 5, unit: null };

const kinds: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [
    /\.(seed|epochs?|images|trainImages|validationImages|cores|memoryGb|parameters|rank|of|draws|side|batchSize)$/,
    count,
  ],
  [/(lowest|last|stop|chosen)\w*Epoch$|\.longestWithoutImprovement$|\.numbers\w*$|\.stopBy\w*$/, count],
  [/[pP]ercent$/, { digits: 0, unit: "%" }],
  [/imagesPerSecond/, { digits: "three", unit: "images/s" }],
  [/[sS]econds$/, { digits: "three", unit: "s" }],
  [/[mM]inutes$/, { digits: 1, unit: "min" }],
  [/[dD]b(\.\w+)?$|[pP]snr/, decibel],
  [/^audit\.(classes\.methods|sides|paint|undamaged)\.(network|authors|harmonic|meanPooled)/, decibel],
  [/^audit\.positions\./, decibel],
  [/^audit\.training-gap\./, nats],
  [/^published\.coldStart\./, { digits: 4, unit: "nat" }],
  [/[lL]oss|[cC]rossentropy|[eE]xcess|[fF]loor|\.epoch\d+$|\.trainEpoch\d+$|\.(lowest|last)$/, nats],
  [/[mM]se$/, error],
  [/L1$/, { digits: 4, unit: null }],
  [/[sS]sim$/, { digits: 3, unit: null }],
  [/[rR]atio$|[sS]hare$|[cC]orrelation$/, ratio],
  [/[sS]pread$/, nats],
];

/** The kind of figure that a key names. */
export function kindOf(key: string): Kind {
  return kinds.find(([pattern]) => pattern.test(key))?.[1] ?? { digits: "three", unit: null };
}
