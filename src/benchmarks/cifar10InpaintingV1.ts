// The ten frozen mask sets of the benchmark cifar10-inpainting-v1: one mask per CIFAR-10 test image, in the archive's order.
// A set is drawn from its seed, never stored; the SHA-256 of its packed bits (packMasks) stands here and is checked before
// use, so that a change in a generator cannot pass unnoticed. A set that must change gets a new benchmark name.
import { maskFamilyNamed } from "../masks";
import type { Benchmark, BenchmarkMaskSet } from "./benchmark";

const published: readonly Omit<BenchmarkMaskSet, "draw">[] = [
  {
    name: "square8",
    title: "8×8, starts 0–23",
    seed: 1,
    family: "square8",
    sha256: "e662620f22e2b780f295b29c9d2c6874f45d769b01c14f6add6bd41885344231",
  },
  {
    name: "square8FullRange",
    title: "8×8, full range",
    seed: 1,
    family: "square8FullRange",
    sha256: "df05579bf9ac22fec714fac363b6dc22457f63cb2c84747ccb61d6d0fa1ce30c",
  },
  {
    name: "centre16",
    title: "centre 16×16",
    seed: 1,
    family: "centre16",
    sha256: "7e37c9c82e7061a4e668bb6f52142be8982ba403cfc56300dba28be17f7f5469",
  },
  {
    name: "rectangle28x14",
    title: "28×14",
    seed: 1,
    family: "rectangle28x14",
    sha256: "1adea2be4e0cda0f743b274a215066164d3db7b08f37888bbb48a5ed13037329",
  },
  {
    name: "pixels50",
    title: "half of the pixels",
    seed: 1,
    family: "pixels50",
    sha256: "c3ef61389ece713ab8198ca7ce3f7cb1ceac066cc415bd7fba9a0052ee8673f9",
  },
  {
    name: "pixels60",
    title: "60 % of the pixels",
    seed: 1,
    family: "pixels60",
    sha256: "da73c8013525edf506bde919c1e16536bbdc58123e96ff3683257439a8d79605",
  },
  {
    name: "articleLines",
    title: "the article's lines",
    seed: 1,
    family: "articleLines",
    sha256: "882e54358a0edb940cbaeb1ee8144b1f4ed8a8a48be2bb64a260f1da98cc75ac",
  },
  {
    name: "threeTechniques",
    title: "three techniques",
    seed: 1,
    family: "threeTechniques",
    sha256: "e632ee484726e0d6a326259f41244d13eb8b1a93fffc15cc2b52dec46e24ff4e",
  },
  {
    name: "everySecondRow",
    title: "every second row",
    seed: 1,
    family: "everySecondRow",
    sha256: "0fd9e48f6c30c34c3daf9688066abd74685071513246f8ddf004b36005cbf986",
  },
  {
    name: "superResolution2",
    title: "super-resolution ×2",
    seed: 1,
    family: "superResolution2",
    sha256: "cc596f252e77eb36b034dda833ced5ad824da314feda27d5e86cb04eb9b907f8",
  },
];

export const benchmarkMaskSets: readonly BenchmarkMaskSet[] = published.map((set) => ({
  ...set,
  draw: maskFamilyNamed(set.family).draw,
}));

/** Context encoders of further seeds and adversarial weights: the first seed of each training stands for them. */
const furtherContextEncoders: readonly string[] = [
  "context-l2-seed2",
  "context-l2-seed3",
  "context-joint-seed2",
  "context-joint-seed3",
  "context-joint-step.adversarial.weight0.01",
  "context-joint-seed2-step.adversarial.weight0.01",
  "context-joint-seed3-step.adversarial.weight0.01",
  "context-joint-step.adversarial.weight0.05",
  "context-joint-seed2-step.adversarial.weight0.05",
  "context-joint-seed3-step.adversarial.weight0.05",
  "context-random-seed2",
  "context-random-seed3",
];

/** All 10,000 CIFAR-10 test images of 32×32 pixels under ten mask sets. */
export const cifar10InpaintingV1: Benchmark = {
  name: "cifar10-inpainting-v1",
  title: "CIFAR-10 test images, ten mask sets",
  source: "cifar10 test",
  images: 10_000,
  shapes: [[10_000, 32, 32, 3]],
  maskSets: benchmarkMaskSets,
  metrics: [
    "pooledHolePsnrDb",
    "meanPerImageHolePsnrDb",
    "pooledHoleL1",
    "pooledHoleSsim",
    "pooledHoleGradientShare",
    "pooledCompositePsnrDb",
    "meanPerImageCompositePsnrDb",
    "pooledCompositeL1",
    "meanPerImageCompositeSsim",
    "pooledKnownMse",
  ],
  // Exemplar-based filling searches the whole image for every patch, retrieval all training images for every image.
  fewerImages: { exemplar: 1_000, nearestImage: 1_000 },
  onlyNamed: [
    // They halve six times: 32×32 pixels reach them mirrored to 64×64, one image at a time.
    "photographs-partial",
    "photographs-plain",
    ...furtherContextEncoders,
  ],
};
