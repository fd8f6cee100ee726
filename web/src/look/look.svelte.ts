/** Light or dark: by the system, or as switched, which this browser remembers. */

export const LOOKS = ["system", "light", "dark"] as const;
export type Look = (typeof LOOKS)[number];
const KEPT = "khabar.look";

class LookStore {
  current: Look = $state(kept());

  constructor() {
    this.#show();
  }

  choose(look: Look): void {
    this.current = look;
    try {
      localStorage.setItem(KEPT, look);
    } catch {
      // a browser that keeps nothing shows it until it is closed
    }
    this.#show();
  }

  #show(): void {
    if (this.current === "system") delete document.documentElement.dataset.look;
    else document.documentElement.dataset.look = this.current;
  }
}

function kept(): Look {
  try {
    return LOOKS.find((look) => look === localStorage.getItem(KEPT)) ?? "system";
  } catch {
    return "system";
  }
}

export const look = new LookStore();
