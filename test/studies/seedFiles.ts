// Files of the class experiment that several tests share.
import { sealSeedResult, type SeedResult, type SeedSettings } from "../../src/studies/seedResult";
import type { SeedFile } from "../../src/studies/seedTable";

export const settings: SeedSettings = {
  network: "report",
  dataset: "CIFAR-10",
  fingerprint: "md5:x",
  masks: "fixed",
  trainImages: 50_000,
  epochs: 5,
  batchSize: 128,
  maskSet: "square8",
  testImages: 10_000,
};

export function seedResult(seed: number, holePsnrDb: number, more: Partial<SeedSettings> = {}): Promise<SeedResult> {
  return sealSeedResult({
    seed,
    settings: { ...settings, ...more },
    seconds: 100,
    engine: "TensorFlow 2.15.1",
    figures: { holePsnrDb, crossentropy: 0.565 + seed / 10_000, harmonicHolePsnrDb: 17.97 },
  });
}

export async function seedFile(
  name: string,
  seed: number,
  holePsnrDb: number,
  more: Partial<SeedSettings> = {},
): Promise<SeedFile> {
  return { name, text: JSON.stringify(await seedResult(seed, holePsnrDb, more), null, 2) };
}
