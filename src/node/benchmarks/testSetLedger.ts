// The ledger of measurements on test sets, runs/recorded/TEST-SET.md: one line for each set of weights, in the order in which
// they were first measured. The commands that record measurements enter them here; testSetTable.ts is its form.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileSafely } from "../files/safeWrite";
import { recordedRunsFolder } from "../paths";
import { code, countedNetworks, ledgerText, ledgerWayOut, parseLedger, type LedgerLine } from "./testSetTable";

/** A recorded measurement of one network on a test set. */
export interface TestSetMeasurement {
  /** The name of its method or run. */
  readonly network: string;
  /** The SHA-256 of its weights, hexadecimal; the ledger keeps the first 12 digits. */
  readonly weights: string;
  /** A network whose source validates on the test set: it is listed, not counted. */
  readonly reproduction: boolean;
  /** The images, such as "CIFAR-10". */
  readonly testSet: string;
  /** What measured it, behind "npm run": "measure cifar10-inpainting-v1", "train". */
  readonly by: string;
  /** One line without "|". */
  readonly why: string;
}

/** Where the ledger lies. */
export const testSetLedgerPath: string = join(recordedRunsFolder, "TEST-SET.md");

/**
 * The lines with these measurements. Weights that are listed get no second line: what measured them is added to theirs. Throws
 * where a reason does not fit into a cell of the table.
 */
export function addMeasurements(
  lines: readonly LedgerLine[],
  measurements: readonly TestSetMeasurement[],
  day: string,
): LedgerLine[] {
  return measurements.reduce((all, measurement) => addOne(all, measurement, day), [...lines]);
}

function addOne(lines: LedgerLine[], measurement: TestSetMeasurement, day: string): LedgerLine[] {
  const { network, testSet, by, reproduction } = measurement;
  const found = lineOf(lines, measurement);
  if (found !== undefined) {
    if (found.by.includes(by)) return lines;
    return lines.map((line) => (line === found ? { ...line, by: [...line.by, by] } : line));
  }
  const why = [checkReason(measurement.why), ...earlierText(lines, measurement)].join(" ");
  const weights = measurement.weights.slice(0, 12);
  const elsewhere = lines.find((line) => measurement.weights.startsWith(line.weights));
  const number = reproduction ? null : (elsewhere?.number ?? countedNetworks(lines) + 1);
  return [...lines, { day, network, weights, testSet, by: [by], number, why }];
}

/** The sentence on what was measured under the same name before; none for a reproduction and for a first network. */
function earlierText(lines: readonly LedgerLine[], measurement: TestSetMeasurement): string[] {
  const earlier = earlierWeights(lines, measurement);
  if (earlier.length === 0) return [];
  return [`Not the first of this name: ${earlier.length} before it, the last ${code(earlier[earlier.length - 1])}.`];
}

/** The other weights that were measured under the name of a network of ours before; none where its own are listed. */
function earlierWeights(lines: readonly LedgerLine[], measured: TestSetMeasurement): string[] {
  const { network, testSet, reproduction } = measured;
  if (reproduction || lineOf(lines, measured) !== undefined) return [];
  return lines.filter((line) => line.network === network && line.testSet === testSet).map(({ weights }) => weights);
}

/** The line of the measured weights. */
function lineOf(lines: readonly LedgerLine[], { weights, testSet }: TestSetMeasurement): LedgerLine | undefined {
  return lines.find((line) => weights.startsWith(line.weights) && line.testSet === testSet);
}

/** What has to be said before a network of ours is measured whose name has lines with other weights: a sentence for each. */
export function furtherNetworks(lines: readonly LedgerLine[], measurements: readonly TestSetMeasurement[]): string[] {
  return measurements.flatMap((measurement) => {
    const earlier = earlierWeights(lines, measurement);
    if (earlier.length === 0) return [];
    const times = earlier.length === 1 ? "other weights were" : `${earlier.length} other sets of weights were`;
    return [
      `${measurement.network} is to be measured on a test set once, at its end, but ${times} measured before: ` +
        `runs/recorded/TEST-SET.md gets a further line. --why "REASON" says why.`,
    ];
  });
}

/** The reason as it is. Throws where it would break the table. */
export function checkReason(why: string): string {
  if (why.trim() !== "" && !/[|\n\r]/.test(why)) return why.trim();
  throw new Error(
    `Expected the reason for a measurement on the test set to be one line without "|", but received ` +
      `${JSON.stringify(why)}. Write it as a sentence.`,
  );
}

/** The lines on the disk. Throws where the file is missing or its table is another one: a lost ledger is not begun anew. */
export function readLedger(path: string = testSetLedgerPath): LedgerLine[] {
  if (existsSync(path)) return parseLedger(readFileSync(path, "utf8"));
  throw new Error(`Expected the ledger of measurements on test sets in ${path}, but it is missing. ${ledgerWayOut}`);
}

/** Enters the measurements; writes nothing where they change nothing. Throws a sentence. */
export async function enterMeasurements(
  measurements: readonly TestSetMeasurement[],
  path: string = testSetLedgerPath,
  day: string = new Date().toISOString().slice(0, 10),
): Promise<void> {
  const lines = readLedger(path);
  const text = ledgerText(addMeasurements(lines, measurements, day));
  if (text !== ledgerText(lines)) await writeFileSafely(path, text);
}
