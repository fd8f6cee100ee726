/** How a claim's standing is told: by a word and a mark, never by colour alone. */

export { plain } from "../frame/options";

const MODALITIES: Record<string, string> = {
  denied: "✕",
  planned: "◇",
  requested: "◇",
  demanded: "◇",
  promised: "◇",
  feared: "?",
  hypothetical: "?",
  speculated: "?",
  rumoured: "?",
};

const READINGS: Record<string, string> = { accepted: "✓ accepted", rejected: "✗ rejected", corrected: "✎ corrected" };

/** `✕ denied`; what is plainly asserted has no mark. */
export function modalityWords(modality: string): string {
  return MODALITIES[modality] ? `${MODALITIES[modality]} ${modality}` : modality;
}

/** What a person decided, "" where nobody has read it. */
export function readingWords(reading: string | undefined): string {
  return READINGS[reading ?? ""] ?? "";
}

/** `1 root`, `2 roots`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
