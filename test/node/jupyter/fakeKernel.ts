// Stands in for tslab's module: a file of the same name, loaded into the same cache, that keeps what is sent.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { DisplayMessage, Send } from "../../../src/node/jupyter/kernel";

export type Sent = DisplayMessage & { readonly update: boolean | undefined };

/** Until the test ends, what is shown lands in `sent`; a cell that follows is `jupyter.lastWriteDisplayData = …`. */
export function inNotebook(context: TestContext): { sent: Sent[]; jupyter: { lastWriteDisplayData: Send | null } } {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  const path = join(folder, "tslab", "dist", "jupyter.js");
  const sent: Sent[] = [];
  mkdirSync(join(folder, "tslab", "dist"), { recursive: true });
  writeFileSync(path, "exports.lastWriteDisplayData = null;");
  const jupyter = require(path) as { lastWriteDisplayData: Send | null };
  jupyter.lastWriteDisplayData = (message, update) => sent.push({ ...message, update });
  context.after(() => {
    for (const key of Object.keys(require.cache)) {
      if (key.includes("kernel-") && key.endsWith("jupyter.js")) delete require.cache[key];
    }
    rmSync(folder, { recursive: true });
  });
  return { sent, jupyter };
}
