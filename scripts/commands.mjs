// Every command with its options, as --help lists them.
import { contenderNames, nameList, oneOf, wholeNumber } from "./optionValues.mjs";

/**
 * @typedef {string | number | boolean | string[]} Value
 * @typedef {{ type: "boolean" | "string", value?: string, help: string, read?: (text: string) => Value,
 *   required?: boolean, multiple?: boolean }} Option
 *   read: where an option of this name means something else than in readValue; multiple: it may stand several times
 * @typedef {{ summary: string, options: { [name: string]: Option } }} Subject
 * @typedef {Subject & { files?: string, folder?: string, names?: string, subjects?: { [word: string]: Subject } }} Command
 *   files: what file names behind the command mean; folder: what the one folder that must stand behind it means; names: what
 *   the names behind it mean, with commas or blanks between them; subjects: words of which exactly one must stand behind it,
 *   each with options of its own
 */

/** The names that `npm run bench -- training --only` takes; "keras fit" stands for both of its settings. */
export const trainingContenders = [
  "tfjs-node fit",
  "traced",
  "keras fit",
  "keras fit plain",
  "keras fit jit",
  "pytorch eager",
  "pytorch compiled",
  "traced bfloat16",
];
/** The names that `npm run bench -- classical --only` takes. */
export const classicalContenders = [
  "telea",
  "opencv telea",
  "navier-stokes",
  "opencv navier-stokes",
  "biharmonic",
  "scikit-image biharmonic",
  "harmonic",
  "exemplar",
];
/** The networks that `npm run bench -- training --workload` takes. */
export const benchWorkloads = ["report", "unet"];

/**
 * What every benchmark takes.
 * @param {{ contenders: string[], figures: string, peers: string }} of
 * @returns {{ [name: string]: Option }}
 */
const benchOptions = ({ contenders, figures, peers }) => ({
  rounds: { type: "string", value: "N", help: "interleaved rounds, 1 to 100 (default 5)" },
  only: {
    type: "string",
    value: "NAME,NAME",
    help: `only these of: ${contenders.join(", ")}`,
    read: (text) => contenderNames(text, contenders),
  },
  json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
  figure: { type: "boolean", help: `also draws ${figures}` },
  "install-peers": {
    type: "boolean",
    help: `first installs ${peers} in an environment of their own, if they are not there`,
  },
});

/** @type {{ [command: string]: Command }} */
export const commands = {
  reproduce: {
    summary: "Redoes the report's experiment: trains its network, executes the notebooks, draws the figures.",
    options: {
      quick: { type: "boolean", help: "a few minutes: fewer images and epochs, marked as such and kept apart" },
      epochs: {
        type: "string",
        value: "N",
        help: "exactly N epochs, no early stopping (default: at most 40, with it)",
      },
      seed: { type: "string", value: "N", help: "seed of weights, order and masks, a whole number from 0 (default 1)" },
      masks: {
        type: "string",
        value: "fixed|fresh",
        help: "fixed: drawn once, like the report's code (default); fresh: anew per epoch",
      },
      bfloat16: {
        type: "boolean",
        help: "convolutions in bfloat16, faster where the processor has the instructions; kept apart",
      },
      resume: { type: "boolean", help: "continues the unfinished run" },
      update: { type: "boolean", help: "also rewrites the committed notebooks, figures/, report/ and runs/recorded/" },
    },
  },
  lab: {
    summary: "Opens the notebooks in JupyterLab on this machine and recompiles src as it changes.",
    options: {
      port: {
        type: "string",
        value: "N",
        help: "port to listen on, 1024 to 65535 (default 8888, or the next free one)",
      },
      "no-browser": { type: "boolean", help: "prints the address without opening a browser" },
    },
  },
  test: {
    summary: "Checks everything: types, lint, import table, declarations, unit tests, notebooks in quick form.",
    options: {},
    files: "test files to run instead of everything, for example test/masks/square.test.ts",
  },
  bench: {
    summary: "Measures how fast training and the classical methods run here, beside other libraries.",
    options: {},
    subjects: {
      training: {
        summary: "Training, beside tfjs-node's own fit, Keras and PyTorch.",
        options: {
          images: {
            type: "string",
            value: "N",
            help: "images of a round, 128 to 50000, cut to whole batches of 128 (default 6400 and 2304)",
          },
          workload: { type: "string", value: benchWorkloads.join("|"), help: "only this network (default: both)" },
          ...benchOptions({
            contenders: trainingContenders,
            figures: "figures/bench-training.svg and .png",
            peers: "Keras and PyTorch",
          }),
        },
      },
      classical: {
        summary: "The classical methods on one thread, beside OpenCV and scikit-image.",
        options: {
          images: {
            type: "string",
            value: "N",
            help: "CIFAR-10 test images of a round, 10 to 10000 (default 10000)",
            read: (text) => wholeNumber(text, "images", 10, 10_000),
          },
          ...benchOptions({
            contenders: classicalContenders,
            figures: "figures/bench-classical and bench-classical-size, .svg and .png",
            peers: "OpenCV and scikit-image",
          }),
        },
      },
      photos: {
        summary:
          "The methods of npx inpaint on photographs of BSDS500 (BSDS500_IMAGES), with lines and with text over them.",
        options: {
          images: {
            type: "string",
            value: "N",
            help: "photographs, 1 to 200 (default 20)",
            read: (text) => wholeNumber(text, "images", 1, 200),
          },
          json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
          sheet: { type: "string", value: "FILE", help: "also writes a sheet of all methods on one photograph, a PNG" },
        },
      },
    },
  },
  measure: {
    summary:
      "Measures the report's studies, on their own methods or on others, or a benchmark; without a name lists them.",
    options: {
      list: { type: "boolean", help: "says what can be measured, as without a name" },
      methods: {
        type: "string",
        value: "NAME,NAME",
        help: "these methods instead of the study's own, or only these of the benchmark (a wrong name prints the list)",
        read: (text) => nameList(text, "methods"),
      },
      resume: { type: "boolean", help: "skips what is measured and goes on with unfinished trainings" },
      record: {
        type: "boolean",
        help: "also rewrites runs/recorded/audit/, or the benchmark's, and the figures; a study with its own methods only",
      },
      masks: {
        type: "string",
        value: "NAME,NAME",
        help: "for the benchmark: only these mask sets (a wrong name prints the list)",
        read: (text) => nameList(text, "masks"),
      },
      seeds: {
        type: "string",
        value: "N",
        help: "for the repair ladder: seeds 1 to N, at most 20 (default 3), about three minutes each",
        read: (text) => wholeNumber(text, "seeds", 1, 20),
      },
      limit: { type: "string", value: "N", help: "for the benchmark: only the first N test images, 1 to 10000" },
      json: { type: "string", value: "FILE", help: "for the benchmark: also writes the rows to this file" },
      export: {
        type: "string",
        value: "FOLDER",
        help: "for the benchmark: only writes the masks as plain files to this folder",
      },
    },
    names: "studies, all, repair-ladder, or cifar10-inpainting-v1",
  },
  evaluate: {
    summary:
      "The older name of measure -- cifar10-inpainting-v1: methods on a frozen benchmark (src/benchmarks/PROTOCOL.md).",
    options: {
      benchmark: { type: "string", value: "NAME", help: "this benchmark (a wrong name prints the list)" },
      method: {
        type: "string",
        value: "NAME,NAME",
        help: "only these methods (default: all; a wrong name prints the list)",
      },
      masks: {
        type: "string",
        value: "NAME,NAME",
        help: "only these mask sets (default: all; a wrong name prints the list)",
        read: (text) => nameList(text, "masks"),
      },
      limit: {
        type: "string",
        value: "N",
        help: "only the first N test images, 1 to 10000; marked as partial and kept apart",
      },
      json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
      resume: { type: "boolean", help: "keeps the rows of an interrupted benchmark and goes on" },
      update: {
        type: "boolean",
        help: "also rewrites runs/recorded/benchmark/ and the figure; with --method only these methods' rows in it",
      },
      export: {
        type: "string",
        value: "FOLDER",
        help: "writes the masks as plain files to this folder and measures nothing",
      },
    },
  },
  train: {
    summary: "Runs an experiment, in parts of any length; everything goes to runs/local/. Without a name lists them.",
    options: {
      list: { type: "boolean", help: "says which experiments there are, as without a name" },
      seed: { type: "string", value: "N", help: "another seed of weights, order, masks; a whole number from 0" },
      samples: {
        type: "string",
        value: "N",
        help: "planned samples, rounded to whole passes over the training images",
        read: (text) => wholeNumber(text, "samples", 1, 1_000_000_000),
      },
      set: {
        type: "string",
        value: "KEY=VALUE",
        help: "another setting than the experiment's, such as epochs=3 or step.clipNorm=1; may stand several times",
        multiple: true,
      },
      minutes: {
        type: "string",
        value: "N",
        help: "ends this part after N minutes, 1 to 10000 (default: at the run's end or at Ctrl-C)",
        read: (text) => wholeNumber(text, "minutes", 1, 10_000),
      },
      bfloat16: { type: "boolean", help: "convolutions in bfloat16, faster where the processor has the instructions" },
      resume: { type: "boolean", help: "goes on with the run, from its checkpoint" },
      record: { type: "boolean", help: "also copies the finished run to runs/recorded/" },
    },
    names: "one experiment, for example report-fixed",
  },
  ladder: {
    summary:
      "The older name of measure -- repair-ladder: the report's network mended one step at a time, with several seeds.",
    options: {
      seeds: {
        type: "string",
        value: "N",
        help: "seeds 1 to N, at most 20 (default 3), about three minutes each",
        read: (text) => wholeNumber(text, "seeds", 1, 20),
      },
      resume: { type: "boolean", help: "goes on with an unfinished rung; finished ones stand in any case" },
      record: { type: "boolean", help: "also rewrites runs/recorded/repair-ladder/ and its figures" },
    },
  },
  audit: {
    summary: "The older name of measure -- all: what the report's chapter on its reproduction rests on.",
    options: {
      only: {
        type: "string",
        value: "NAME,NAME",
        help: "only these measurements (default: all; a wrong name prints the list)",
        read: (text) => nameList(text, "only"),
      },
      resume: { type: "boolean", help: "skips what is measured and goes on with unfinished trainings" },
      update: { type: "boolean", help: "also rewrites runs/recorded/audit/ and the figures that show pictures" },
    },
  },
  report: {
    summary: "Builds the written report, in English and German, from the recorded runs and figures.",
    options: {
      language: {
        type: "string",
        value: "en|de",
        help: "only this language (default: both)",
        read: (text) => oneOf(text, "--language", ["en", "de"]),
      },
      draft: {
        type: "boolean",
        help: "for writing: lists loose ends instead of stopping at them, and writes to .cache/report/",
      },
    },
  },
  prefetch: {
    summary:
      "Collects in a folder all that set-up and lesson download; LAB_CACHE=FOLDER npm run lab then needs no network.",
    options: {
      to: {
        type: "string",
        value: "FOLDER",
        help: "folder outside the project, with about 650 MB free; run again, it goes on where it stopped",
        required: true,
      },
    },
  },
  "class-seed": {
    summary:
      "One student's part of the class experiment: trains the report's network with a seed, writes one small file.",
    options: {
      seed: { type: "string", value: "N", help: "each student another, a whole number from 0", required: true },
      epochs: {
        type: "string",
        value: "N",
        help: "default 5, about two minutes on two cores; the same for the whole class",
      },
      to: { type: "string", value: "FOLDER", help: "where seed-N.json goes (default runs/local/class)" },
    },
  },
  "class-table": {
    summary: "The class experiment's table and figure: mean, spread and interval over the seeds in a folder.",
    options: {},
    folder: "folder with the files of class-seed",
  },
  site: {
    summary: "Puts notebooks with their outputs, teacher's page and report into one folder of web pages, with search.",
    options: { to: { type: "string", value: "FOLDER", help: "default site/, which git ignores" } },
  },
  setup: { summary: "Installs what the other commands need, and does nothing else.", options: {} },
};
