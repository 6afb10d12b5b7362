// The row that a benchmark was interrupted in, in a folder of its own beside the finished rows: written now and then while the row is
// measured, and gone once it is finished. It has the key of the record that it belongs to.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Benchmark } from "../../benchmarks/benchmark";
import { imageErrorsOf, plainImageErrors, type PlainImageErrors } from "../../metrics/plainErrors";
import type { SchemaEntries } from "../../schema";
import { readJson, writeJson } from "../store/runRecord";
import { benchmarkCommand } from "./record";
import type { BegunRow } from "./runBenchmark";

interface StoredRow extends Omit<BegunRow, "parts"> {
  readonly key: string;
  readonly parts: readonly {
    readonly first: number;
    readonly fillSeconds: number;
    readonly errors: PlainImageErrors;
  }[];
}

const storedSchema: v.GenericSchema<StoredRow> = v.looseObject({
  key: v.string(),
  method: v.string(),
  maskSet: v.string(),
  images: v.number(),
  parts: v.array(
    v.looseObject({
      first: v.number(),
      fillSeconds: v.number(),
      errors: v.looseObject({ channels: v.number(), columns: v.array(v.array(v.number())) }),
    }),
  ),
} satisfies SchemaEntries<StoredRow>);

const begunFolder = "begun";
const fileOf = (folder: string): string => join(folder, begunFolder, "row.json");
const everySeconds = 20;

/** The begun row in a benchmark's folder; null where there is none of this key. Throws where the file is damaged. */
export function readBegun(folder: string, key: string, benchmark: Pick<Benchmark, "name">): BegunRow | null {
  const path = fileOf(folder);
  if (!existsSync(path)) return null;
  const { key: itsKey, parts, ...row } = readJson(path, storedSchema, benchmarkCommand(benchmark));
  if (itsKey !== key) return null;
  return { ...row, parts: parts.map((part) => ({ ...part, errors: imageErrorsOf(part.errors) })) };
}

export interface BegunKeeper {
  /** Takes what there is of a row, and writes it where the last time is twenty seconds ago. */
  keep(row: BegunRow): Promise<void>;
  /** Writes what was taken last. */
  save(): Promise<void>;
  /** The row is finished: takes the file away. */
  clear(): Promise<void>;
}

/** Keeps the row that is being measured in a benchmark's folder. `now`: milliseconds; default performance.now. */
export function begunKeeper(folder: string, key: string, now: () => number = () => performance.now()): BegunKeeper {
  let latest: BegunRow | null = null;
  let written = now();
  // One file at a time: parts end side by side.
  let work: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    written = now();
    return (work = work.then(async () => {
      if (latest !== null) await writeJson(fileOf(folder), storedRow(latest, key), { begin: true });
    }));
  };
  return {
    save,
    async keep(row) {
      latest = row;
      if (now() - written >= 1000 * everySeconds) await save();
    },
    clear() {
      latest = null;
      return (work = work.then(() => rm(join(folder, begunFolder), { recursive: true, force: true })));
    },
  };
}

function storedRow({ parts, ...row }: BegunRow, key: string): StoredRow {
  return { ...row, key, parts: parts.map((part) => ({ ...part, errors: plainImageErrors(part.errors) })) };
}
