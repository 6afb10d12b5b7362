// The finished parts of a study that takes an hour or more, each in a file of its own beside the records until the study's record is
// written, so that a study that was interrupted goes on with the next part. Each has the key of the record that it belongs to.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { KeepPart } from "../../studies/study";
import { readJson, writeJson } from "../store/runRecord";

export interface KeptParts {
  readonly keep: KeepPart;
  /** What the parts that were there had taken. */
  readonly keptSeconds: () => number;
  /** Takes all files away. */
  readonly clear: () => Promise<void>;
}

/** Keeps parts of a study in its records' folder. Reading one throws where the file is damaged. */
export function keptParts(folder: string, study: string, key: string): KeptParts {
  const parts = join(folder, "parts", study);
  let keptSeconds = 0;
  return {
    keep: async (part, schema, work) => {
      const path = join(parts, `${part.replace(/[^\w.-]+/g, "-")}.json`);
      if (existsSync(path) && readJson(path, keySchema, commandOf(study)).key === key) {
        const kept = readJson(path, v.looseObject({ seconds: v.number(), value: schema }), commandOf(study));
        keptSeconds += kept.seconds;
        return kept.value;
      }
      const started = performance.now();
      const value = await work();
      await writeJson(path, { key, seconds: (performance.now() - started) / 1000, value }, { begin: true });
      return value;
    },
    keptSeconds: () => keptSeconds,
    clear: () => rm(parts, { recursive: true, force: true }),
  };
}

const keySchema = v.looseObject({ key: v.string() });

function commandOf(study: string): string {
  return `npm run measure -- ${study}`;
}
