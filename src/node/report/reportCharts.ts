// The report's number charts: each is drawn again from the records whenever the report is built, so that none can be stale.
import type { Drawing } from "../figures/encode";
import type { ReportRecords } from "../../report/records";

export interface ReportChart {
  readonly name: string;
  /** The record files that it shows, from the project's folder on. */
  readonly inputs: readonly string[];
  readonly draw: (records: ReportRecords) => Drawing;
}

export const reportCharts: readonly ReportChart[] = [];
