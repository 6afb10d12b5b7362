// The last and best losses that "Introduction to image inpainting with deep learning" (Thakur and Paul, Weights & Biases) reports for
// its three networks, with the dice that it gives beside them: what our runs of its experiments are compared with.

/** One network of the article after its 20 epochs. */
export interface PublishedNetwork {
  readonly loss: number;
  readonly valLoss: number;
  /** The lowest validation loss of all epochs. */
  readonly bestValLoss: number;
  /** On validation images: see intensityDice. */
  readonly valDice: number;
}

/** 20 epochs of 1,562 whole batches of 32 images. */
export const publishedArticleSamples: number = 20 * 1562 * 32;

/** By the experiment that rebuilds it: binary cross-entropy in nats for the squares, mean absolute error for the others. */
export const publishedArticle: {
  readonly "article-squares": PublishedNetwork;
  readonly "article-lines": PublishedNetwork;
  readonly "article-partial": PublishedNetwork;
} = {
  "article-squares": { loss: 0.5478, valLoss: 0.5485, bestValLoss: 0.5484, valDice: 0.6072 },
  "article-lines": { loss: 0.013, valLoss: 0.0132, bestValLoss: 0.0122, valDice: 0.6057 },
  "article-partial": { loss: 0.0263, valLoss: 0.0461, bestValLoss: 0.0442, valDice: 0.5898 },
};
