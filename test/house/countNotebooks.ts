// Prints how long each notebook is and how much of it is plumbing: node --import tsx test/house/countNotebooks.ts
import { textTable } from "../../src/textTable";
import { countNotebooks } from "./notebookCounts";

const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(0)} %`;
const rows = Object.entries(countNotebooks()).map(([name, count]) => [
  name.replace(".ipynb", ""),
  ...[count.cells, count.lines, count.longest, count.checks, count.plumbing].map(String),
  percent(count.plumbing, count.lines),
  percent(count.plumbingOrCheck, count.lines),
  String(count.widgets),
]);
const share = ["share of plumbing", "with checks"];
const heading = ["notebook", "code cells", "lines", "longest cell", "checks", "plumbing lines", ...share, "widgets"];
console.log(textTable([heading, ...rows]).join("\n"));
