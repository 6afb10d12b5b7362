// Imported first by tests of the set-up: gives the test file a cache folder of its own, so that neither locks nor notes of
// the project's are touched. The folder goes when the tests have ended.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

export const ownCache: string = mkdtempSync(join(tmpdir(), "lab-cache-"));
process.env.LAB_CACHE = ownCache;
after(() => rmSync(ownCache, { recursive: true, force: true }));
