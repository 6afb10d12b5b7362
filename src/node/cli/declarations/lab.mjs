import { command } from "../../options/declare.mjs";
import { flag, wholeNumber } from "../../options/values.mjs";

export const lab = command({
  summary: "Opens the notebooks in JupyterLab on this machine and recompiles src as it changes.",
  options: {
    port: wholeNumber({
      from: 1024,
      to: 65_535,
      help: "port to listen on, 1024 to 65535 (default 8888, or the next free one)",
    }),
    class: flag("opens copies without outputs, in the folder class-notebooks; copies that are there are kept"),
    noBrowser: flag("prints the address without opening a browser"),
  },
});
