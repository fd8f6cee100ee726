/**
 * Characters that would change what is seen without being seen themselves: controls, and marks that turn the direction
 * of writing around. They are shown by their names, and so do nothing. What scripts need (joiners, direction marks
 * beside a word) stays.
 */

const NAMES: Record<number, string> = {
  0x202a: "LRE",
  0x202b: "RLE",
  0x202c: "PDF",
  0x202d: "LRO",
  0x202e: "RLO",
  0x2066: "LRI",
  0x2067: "RLI",
  0x2068: "FSI",
  0x2069: "PDI",
  0x200b: "ZWSP",
  0x2060: "WJ",
  0xfeff: "BOM",
};

// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A stretch of text, or the name of a character that is not shown as itself. */
export type Part = { text: string; name?: undefined } | { text: string; name: string };

/** The text in parts: as it is, and what is told by name. Line ends of any kind are line ends. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  const lines = text.replace(/\r\n?/g, (end) => (end.length === 2 ? " \n" : "\n")); // as long as before
  let last = 0;
  for (const match of lines.matchAll(HIDDEN)) {
    if (match.index > last) found.push({ text: lines.slice(last, match.index) });
    found.push({ text: match[0], name: nameOf(match[0]) });
    last = match.index + match[0].length;
  }
  if (last < lines.length) found.push({ text: lines.slice(last) });
  return found;
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** The text on one line, hidden characters by name: `⟦RLO⟧`. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text; // most names, and a map has thousands
  return parts(text)
    .map((part) => (part.name === undefined ? part.text : `⟦${part.name}⟧`))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/** The text on one line, cut where it is longer than a label can be. */
export function short(text: string, most = 80): string {
  const line = [...oneLine(text)];
  return line.length > most ? `${line.slice(0, most - 1).join("")}…` : line.join("");
}

function nameOf(character: string): string {
  const code = character.codePointAt(0)!;
  return NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
