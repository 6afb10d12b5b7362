import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLanguages } from "../../src/report/compareLanguages";
import { usesIn } from "../../src/report/sectionUses";

const compare = (en: string, de: string): string[] => compareLanguages("01.typ", usesIn(en, "en"), usesIn(de, "de"));

test("another order is the same", () => {
  assert.deepEqual(compare('#n("a") #fig("x")[A] #n("b")', '#n("b") #n("a") #fig("x")[B]'), []);
});

test("a number, figure, table or cell more or less is named", () => {
  assert.deepEqual(compare('#n("a") #n("a") #runs-table()', '#n("a") #cell("A1", "b")'), [
    '01.typ: #cell("A1", "b") stands 0 times in English and 1 times in German',
    '01.typ: #n("a") stands 2 times in English and 1 times in German',
    "01.typ: #runs-table() stands 1 times in English and 0 times in German",
  ]);
});
