/** Days as whole numbers since 1970-01-01, which is how the columns have them, and as words. */

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2017-11-05` to its number; null for anything else. */
export function parseDay(iso: string | null | undefined): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  if (!parts) return null;
  const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return formatDay(time / DAY) === iso ? time / DAY : null;
}

/** The day's number as `2017-11-05`. */
export function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day's number as `5 Nov 2017`. */
export function dayWords(day: number): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `5 Nov 2017`, `Nov 2017`, `2017`, `by 5 Nov 2017`, `5 to 9 Nov 2017`, … as the command line has it; "" where nothing is known. */
export function daysWords(from: number | null, to: number | null, every = false): string {
  if (from === null) return to === null ? "" : `by ${dayWords(to)}`;
  if (to === null) return `from ${dayWords(from)} on`;
  if (from === to) return dayWords(from);
  return whole(from, to) || range(from, to, every);
}

function whole(from: number, to: number): string {
  const [first, last, next] = [new Date(from * DAY), new Date(to * DAY), new Date((to + 1) * DAY)];
  if (first.getUTCDate() !== 1 || next.getUTCDate() !== 1) return "";
  const years = [first.getUTCFullYear(), last.getUTCFullYear()];
  if (first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return years[0] === years[1] ? `${years[0]}` : years.join(" to ");
  const sameMonth = years[0] === years[1] && first.getUTCMonth() === last.getUTCMonth();
  return sameMonth ? `${MONTHS[first.getUTCMonth()]} ${years[0]}` : "";
}

function range(from: number, to: number, every: boolean): string {
  const [first, last] = [new Date(from * DAY), new Date(to * DAY)];
  let start = dayWords(from);
  if (first.getUTCFullYear() === last.getUTCFullYear()) {
    start = `${first.getUTCDate()}`;
    if (first.getUTCMonth() !== last.getUTCMonth()) start += ` ${MONTHS[first.getUTCMonth()]}`;
  }
  return every ? `${start} to ${dayWords(to)}` : `between ${start} and ${dayWords(to)}`;
}

/** When it was said, for what gives no day of its own: `said 21 Jun 2014`, or `reported …` where that is all that is known. */
export function toldWords(said: readonly [number | null, number | null], known: readonly [number | null, number | null]): string {
  const words = daysWords(...said);
  if (words && words !== daysWords(...known)) return `said ${words}`;
  const reported = daysWords(...known);
  return reported && `reported ${reported}`;
}

/** An interval of the API in words. */
export function whenWords(when: { earliest: string | null; latest: string | null; every: boolean } | null): string {
  return when ? daysWords(parseDay(when.earliest), parseDay(when.latest), when.every) : "";
}
