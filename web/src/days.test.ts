import { describe, expect, it } from "vitest";
import { toldWords, dayWords, daysWords, formatDay, parseDay } from "./days";

const day = (iso: string): number => parseDay(iso)!;

describe("days", () => {
  it("are numbers since 1970-01-01, and back", () => {
    expect(parseDay("1970-01-02")).toBe(1);
    expect(parseDay("1969-12-31")).toBe(-1);
    for (const iso of ["0999-12-31", "1918-11-11", "2024-02-29"]) expect(formatDay(day(iso))).toBe(iso);
  });

  it("are nothing where there is no such day", () => {
    for (const iso of ["2023-02-29", "2023-13-01", "2023", "javascript:1", "", null]) expect(parseDay(iso)).toBeNull();
  });

  it("are told as the command line tells them", () => {
    expect(dayWords(day("2026-01-24"))).toBe("24 Jan 2026");
    expect(daysWords(day("2017-06-01"), day("2017-06-30"))).toBe("Jun 2017");
    expect(daysWords(day("2024-01-01"), day("2024-12-31"))).toBe("2024");
    expect(daysWords(day("2014-01-01"), day("2017-12-31"))).toBe("2014 to 2017");
    expect(daysWords(day("2016-12-18"), day("2016-12-31"))).toBe("between 18 and 31 Dec 2016");
    expect(daysWords(day("2016-12-18"), day("2016-12-31"), true)).toBe("18 to 31 Dec 2016");
    expect(daysWords(day("2016-11-18"), day("2017-01-02"))).toBe("between 18 Nov 2016 and 2 Jan 2017");
    expect(daysWords(null, day("2026-01-24"))).toBe("by 24 Jan 2026");
    expect(daysWords(day("2023-10-07"), null)).toBe("from 7 Oct 2023 on");
    expect(daysWords(null, null)).toBe("");
  });

  it("tell what was said from what was reported", () => {
    const [june, july] = [day("2014-06-21"), day("2014-07-02")];
    expect(toldWords([june, june], [july, july])).toBe("said 21 Jun 2014");
    expect(toldWords([july, july], [july, july])).toBe("reported 2 Jul 2014");
    expect(toldWords([null, null], [july, july])).toBe("reported 2 Jul 2014");
    expect(toldWords([null, null], [null, null])).toBe("");
  });
});
