/** A claim as a footnote has it. */

import { whenWords } from "../days";
import type { ClaimRow, DocumentRow } from "../types";
import { oneLine } from "./visible";

/** `“…” (al-Numan ← INA ← Rudaw, “Title”, 24 Jan 2026; khabar claim 1825555d40778d94)`. */
export function citation(claim: ClaimRow, document: Pick<DocumentRow, "title" | "address" | "published">): string {
  const chain = claim.chain.map((hop) => oneLine(hop.name)).join(" ← ");
  const title = document.title ? `“${oneLine(document.title)}”` : "";
  const facts = [chain, title, whenWords(document.published)].filter(Boolean).join(", ");
  const address = document.address ? `; ${oneLine(document.address)}` : "";
  return `“${oneLine(claim.quote)}” (${facts}${address}; khabar claim ${claim.id})`;
}
