// Every place of a square hole in one picture, each filled by the network and by the harmonic fill: what the hole explorer
// shows. The measuring is holePositions'; here the fills themselves are kept, as bytes and of the hole alone, since the rest of
// a composited picture is the picture.
import { imageBatch, takeImages, type FillFunction, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { measurePositions, type PositionOptions, type PositionValues } from "./positions";
import type { Fills } from "./study";

export interface HoleExploration {
  /** The picture, [1,H,H,3] in [0,1]. */
  readonly picture: FloatImageBatch;
  /** Hole PSNR of both methods at each place: rows and columns 0 to H − side of the top left corner. */
  readonly values: PositionValues;
  /** What fills the hole: uint8 [places,side,side,3], places in reading order. */
  readonly network: ImageBatch;
  readonly harmonic: ImageBatch;
}

/** Fills all places of the hole in one picture [1,H,H,3], one after another: 625 places for 8×8 in 32×32. */
export async function exploreHoles(
  fills: Fills<"network" | "harmonic">,
  picture: ImageBatch,
  options: PositionOptions = {},
): Promise<HoleExploration> {
  const [count, height, width, channels] = picture.shape;
  const { side = 8 } = options;
  if (count !== 1 || height !== width || channels !== 3) {
    throw new Error(
      `Expected one square picture in colour, [1,H,H,3], but received [${picture.shape.join(",")}]. ` +
        `Take one: takeImages(images, [0]).`,
    );
  }
  const network = new KeptFills(fills.network, side);
  const harmonic = new KeptFills(fills.harmonic, side);
  const values = await measurePositions({ network: network.fill, harmonic: harmonic.fill }, picture, options);
  return { picture: takeImages(picture, [0]), values, network: network.patches(), harmonic: harmonic.patches() };
}

/** A method that remembers what it put into each hole, in the order in which it was asked. */
class KeptFills {
  private readonly kept: Uint8Array[] = [];

  constructor(
    private readonly method: FillFunction,
    private readonly side: number,
  ) {}

  readonly fill: FillFunction = async (images, knownMask) => {
    const filled = await this.method(images, knownMask);
    const [, , width, channels] = filled.shape;
    const corner = knownMask.data.indexOf(0);
    const patch = new Uint8Array(this.side * this.side * channels);
    const unit = filled.data instanceof Uint8Array ? 1 : 255;
    for (let k = 0, line = this.side * channels; k < patch.length; k++) {
      const value = filled.data[(corner + Math.floor(k / line) * width) * channels + (k % line)] * unit;
      patch[k] = Math.round(Math.min(Math.max(value, 0), 255));
    }
    this.kept.push(patch);
    return filled;
  };

  patches(): ImageBatch {
    const size = this.side * this.side * 3;
    const all = new Uint8Array(this.kept.length * size);
    this.kept.forEach((patch, i) => all.set(patch, i * size));
    return imageBatch(all, [this.kept.length, this.side, this.side, 3]);
  }
}
