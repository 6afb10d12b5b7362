// What a part of the audit is, and what it is given.
import type { AuditName, AuditValues } from "../../studies/records";
import type { Dataset } from "../../datasets/dataset";
import type { RunEnvironment } from "../store/runRecord";
import type { ExtraRunName } from "./extraRun";

/** Seed of the masks and intervals of every measurement. */
export const auditSeed = 1;

export interface AuditContext {
  readonly dataset: Dataset;
  /** Where this audit's records and runs lie: runs/local/audit. */
  readonly folder: string;
  readonly environment: RunEnvironment;
  /** Finished parts are kept, unfinished trainings go on. */
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  /** Shows the text and lets the event loop turn. Throws MeasurementStopped where the command was interrupted. */
  readonly progress: (text: string) => Promise<void>;
}

export interface Measured<Name extends AuditName> {
  /** How many images each figure rests on. */
  readonly images: number;
  readonly values: AuditValues[Name];
}

export interface AuditPart<Name extends AuditName = AuditName> {
  readonly name: Name;
  /** The run that is trained first. */
  readonly training?: ExtraRunName;
  /** It measures the authors' weights too. */
  readonly needsAuthors?: boolean;
  /** Committed files that it depends on, relative to the project's folder. */
  readonly inputs: () => readonly string[];
  readonly measure: (context: AuditContext) => Promise<Measured<Name>>;
}
