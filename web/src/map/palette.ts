/** The page's colours as the browser works them out, for canvases. */

const TOKENS = {
  paper: "--paper",
  ink: "--ink",
  dim: "--dim",
  rule: "--rule",
  edge: "--edge",
  accent: "--accent",
  held: "--held",
  contested: "--contested",
  stale: "--stale",
  ended: "--ended",
  denied: "--denied",
  water: "--water",
  land: "--land",
  river: "--river",
  coast: "--coast",
  border: "--border",
  sans: "--sans",
} as const;

export type Palette = Record<keyof typeof TOKENS, string>;

/** Reads the colours; `light-dark()` is only worked out where a property uses it. */
export function palette(within: HTMLElement): Palette {
  const probe = document.createElement("span");
  within.append(probe);
  const found = {} as Palette;
  for (const [name, token] of Object.entries(TOKENS) as [keyof Palette, string][]) {
    probe.style.color = "";
    probe.style.color = `var(${token})`;
    found[name] = getComputedStyle(probe).color;
  }
  found.sans = getComputedStyle(within).fontFamily;
  probe.remove();
  return found;
}

/** Calls back whenever the page turns light or dark. */
export function onLook(change: () => void): () => void {
  const wish = matchMedia("(prefers-color-scheme: dark)");
  wish.addEventListener("change", change);
  const watch = new MutationObserver(change);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-look"] });
  return () => {
    wish.removeEventListener("change", change);
    watch.disconnect();
  };
}
