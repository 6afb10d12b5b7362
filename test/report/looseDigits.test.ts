import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDigits, looseDigitText, proseOf, type Constant } from "../../src/report/looseDigits";

const constants: readonly Constant[] = [
  { text: "8×8", source: "masks" },
  { text: "3", source: "channels" },
  { en: "13,347", de: "13.347", source: "parameters" },
  { en: "epoch 20", de: "Epoche 20", source: "log" },
  { text: "CIFAR-10", source: "name" },
];
const loose = (source: string, language: "en" | "de" = "en"): string[] =>
  checkDigits(source, "s.typ", language, constants).loose.map(({ token }) => token);

test("a digit in prose is found, with its line", () => {
  const [found] = checkDigits("= Title\nIt reaches 17.65 dB.", "report/en/s.typ", "en", constants).loose;
  assert.equal(
    looseDigitText(found),
    'report/en/s.typ, line 2: "17.65" is neither a lookup nor in report/constants.json',
  );
});

test("lookups, labels, references, comments, imports and lengths are no prose", () => {
  assert.deepEqual(
    loose(`#import "../lib.typ": *
#n("run.epoch20") #ci("a.1") #fig("loss-2", width: 60%)[Text] @fig-loss-2 <eq-1> // 42
#cell("A3-masking", "b4") #below("a.1", "b.2") #link("https://x.org/2004")[there] #v(3pt) #table(columns: 2)[x]`),
    [],
  );
});

test("what stands in a caption, in code text or as an argument is prose", () => {
  assert.deepEqual(loose('#fig("a")[At 5 dB] `--epochs 7` #text(str(17.6))'), ["5", "7", "17.6"]);
});

test("constants count as a whole and in their language", () => {
  assert.deepEqual(loose("CIFAR-10 with 8×8 holes, 3 colours, 13,347 parameters at epoch 20."), []);
  assert.deepEqual(loose("epoch~20 and epoch\n20"), []);
  assert.deepEqual(loose("28×8×8 3.5 CIFAR-100 13.347 epoch 201"), ["28×8×8", "3.5", "CIFAR-100", "13.347", "201"]);
  assert.deepEqual(loose("13.347 Parameter in Epoche 20, nicht 13,347", "de"), ["13,347"]);
});

test("other numerals are digits too", () => {
  assert.deepEqual(loose("m² and ½"), ["m²", "½"]);
});

test("constants that occur are reported, the rest are not", () => {
  assert.deepEqual(
    checkDigits("CIFAR-10 8×8", "s", "en", constants)
      .used.map(({ source }) => source)
      .sort(),
    ["masks", "name"],
  );
});

test("prose keeps its lines", () => {
  assert.equal(proseOf('a\n#n("k1")\nb').split("\n").length, 3);
});
