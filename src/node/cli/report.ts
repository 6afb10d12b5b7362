// npm run report: builds report/report.en.pdf and report/report.de.pdf, with report/variables.json, from runs/recorded, the
// committed figures and the sections in report/. It trains and measures nothing.
import { join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { logSeconds, progressLine } from "../files/progressLine";
import { cacheFolder, projectRoot } from "../paths";
import { buildReport } from "../typeset/buildReport";
import type { CommandOptions } from "./typed";

/** What `npm run report` takes. */
export type ReportOptions = CommandOptions<"report">;

/** The whole command; resolves to the exit code. */
export async function report({ language, draft = false }: ReportOptions): Promise<number> {
  const started = performance.now();
  const line = progressLine({ everySeconds: logSeconds });
  try {
    const { files, warnings } = await buildReport({
      ...(language === undefined ? {} : { languages: [language] }),
      draft: draft ? join(cacheFolder, "report") : null,
      onProgress: (text) => line.show(`  ${text} …`),
    });
    line.end();
    for (const warning of warnings) console.warn(`  ${draft ? "" : "warning: "}${warning}`);
    for (const file of files) console.log(relative(projectRoot, file));
    console.log(`${draft ? "A draft" : "The report"} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    return 0;
  } catch (error) {
    line.end();
    console.error(sentenceOf(error));
    return 1;
  }
}
