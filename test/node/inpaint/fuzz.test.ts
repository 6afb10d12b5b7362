// Forty of the random command lines and twenty of the random folders; `npx tsx test/node/inpaint/fuzzAll.ts` runs 500 and 200.
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../support/temporaryFolder";
import { fuzzCase } from "./fuzz";
import { fuzzFolder } from "./fuzzFolders";

const folder = temporaryFolder("inpaint-fuzz-");

for (let first = 0; first < 40; first += 10) {
  test(`random command lines ${first} to ${first + 9}: a sentence or a whole picture`, async () => {
    for (let index = first; index < first + 10; index++) await fuzzCase(1, index, join(folder, String(index)));
  });
}

for (let first = 0; first < 20; first += 10) {
  test(`random folders ${first} to ${first + 9}: every picture is filled, refused or named`, async () => {
    for (let index = first; index < first + 10; index++)
      await fuzzFolder(1, index, join(folder, "folders", String(index)));
  });
}
