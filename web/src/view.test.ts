import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("location", { search: "", pathname: "/" });
vi.stubGlobal("addEventListener", () => undefined);
const { parseView, writeView } = await import("./view.svelte");

describe("the address", () => {
  it("is empty for the view that shows everything", () => {
    expect(writeView(parseView(""))).toBe("");
  });

  it("says all that is chosen, and is read back", () => {
    const address =
      "?view=brief&lanes=actor&pane=map&sort=type&queue=all&claim=00ff&q=al-Qaim+%22post%22&name=PMF&on=2017-11-05&known=2017-12-01" +
      "&from=2017-01-01&since=2016-01-01&place=name%3Aal%2C+qaim&place=b&reading=unread&rejected=1&at=12-20";
    expect(writeView(parseView(address))).toBe(address);
    expect(parseView(address).place).toEqual(["name:al, qaim", "b"]);
  });

  it("leaves out what it does not understand", () => {
    const odd = "?view=<script>&pane=__proto__&on=2017-02-31&known=soon&place=&at=1-x&at=javascript:1&toString=1";
    expect(writeView(parseView(odd))).toBe("");
  });
});
