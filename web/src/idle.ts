/** Does work once the browser has nothing more pressing to do, or after a while at the latest. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1500 });
  else setTimeout(work, 200);
}
