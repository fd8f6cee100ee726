import { describe, expect, it } from "vitest";
import { oneLine, parts, short } from "./visible";

describe("hidden characters", () => {
  it("are told by their names, those that turn writing around first of all", () => {
    expect(oneLine("exe.\u202Egpj")).toBe("exe.⟦RLO⟧gpj");
    expect(oneLine("a\u0000b\u2066c\u{E0041}d\ufeff")).toBe("a⟦U+0000⟧b⟦LRI⟧c⟦U+E0041⟧d⟦BOM⟧");
  });

  it("that scripts need stay as they are", () => {
    const needed = "می\u200cخواهم القائم\u200f 👩\u200d👧 e\u0301";
    expect(parts(needed)).toEqual([{ text: needed }]);
  });

  it("do not change where words stand", () => {
    for (const text of ["a\r\nb\rc", "x\u202ey\u{E0041}z"]) {
      expect(parts(text).map((part) => part.text).join("")).toHaveLength(text.length);
    }
  });

  it("are not cut in half where a line is too long", () => {
    expect(short("😀😀😀😀", 3)).toBe("😀😀…");
    expect(short("😀😀😀", 3)).toBe("😀😀😀");
  });

  it("go from one line, as line ends do", () => {
    expect(oneLine(" a\r\n\tb  c ")).toBe("a b c");
  });
});
