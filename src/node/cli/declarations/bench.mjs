import { command } from "../../options/declare.mjs";
import { flag, names, oneOf, path, wholeNumber } from "../../options/values.mjs";

/** Those of `npm run bench -- training`; "keras fit" stands for both of its settings. */
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

/** Those of `npm run bench -- classical`. */
export const classicalContenders = [
  "telea",
  "opencv telea",
  "navier-stokes",
  "opencv navier-stokes",
  "biharmonic",
  "scikit-image biharmonic",
  "harmonic",
  "exemplar",
  "telea on all cores",
  "navier-stokes on all cores",
  "harmonic on all cores",
  "biharmonic on all cores",
];

/** What both take. @param {{ contenders: readonly string[], figures: string, peers: string }} of */
const shared = ({ contenders, figures, peers }) => ({
  rounds: wholeNumber({ from: 1, to: 100, help: "interleaved rounds, 1 to 100 (default 5)" }),
  only: names(() => contenders, `only these of: ${contenders.join(", ")}`),
  json: path("FILE", "also writes the rows to this file"),
  figure: flag(`also draws ${figures}`),
  installPeers: flag(`first installs ${peers} in an environment of their own, if they are not there`),
});

const training = command({
  summary: "Training, beside tfjs-node's own fit, Keras and PyTorch.",
  options: {
    images: wholeNumber({
      from: 128,
      to: 50_000,
      help: "images of a round, 128 to 50000, cut to whole batches (default 6400, 2304, 1408 and 3520)",
    }),
    workload: oneOf(
      /** @type {const} */ (["report", "unet", "article-unet", "article-partial"]),
      "only this network (default: all)",
    ),
    ...shared({
      contenders: trainingContenders,
      figures: "figures/bench-training.svg and .png",
      peers: "Keras and PyTorch",
    }),
  },
});

const classical = command({
  summary: "The classical methods on one thread, beside OpenCV and scikit-image.",
  options: {
    images: wholeNumber({ from: 10, to: 10_000, help: "CIFAR-10 test images of a round, 10 to 10000 (default 10000)" }),
    ...shared({
      contenders: classicalContenders,
      figures: "figures/bench-classical and bench-classical-size, .svg and .png",
      peers: "OpenCV and scikit-image",
    }),
  },
});

const photos = command({
  summary: "The methods of npx inpaint on photographs of BSDS500 (BSDS500_IMAGES), with lines and with text over them.",
  options: {
    images: wholeNumber({ from: 1, to: 200, help: "photographs, 1 to 200 (default 20)" }),
    json: path("FILE", "also writes the rows to this file"),
    sheet: path("FILE", "also writes a sheet of all methods on one photograph, a PNG"),
  },
});

const loading = command({
  summary:
    "Training images cut from photographs of BSDS500 (BSDS500_IMAGES) or of a folder: how many, and what a training waits.",
  options: {
    folder: path("FOLDER", "the pictures below this folder, in place of BSDS500's training photographs"),
    seconds: wholeNumber({ from: 1, to: 600, help: "how long each part is measured, 1 to 600 seconds (default 10)" }),
    workers: wholeNumber({ from: 1, to: 256, help: "workers, 1 to 256 (default: one fewer than there are cores)" }),
    json: path("FILE", "also writes the rows to this file"),
  },
});

/** One of its subjects stands behind `bench`, with options of its own. */
export const bench = {
  summary: "Measures how fast training, its images and the classical methods are here, beside other libraries.",
  subjects: { training, classical, photos, loading },
};
