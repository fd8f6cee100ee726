/** What the API answers, made from /api/openapi.json by tools/page_types.py. Spans count code points. */

/** What record this is. */
export interface About {
  version: string;
  record: string;
  counts: Counts;
  days: Ends;
  known: Ends;
  types: string[];
  modalities: string[];
  fluents: Fluent[];
  packs: string[];
  me: string | null;
}

/** A part of a report and what it is, with the reason where it was set aside. */
export interface Block {
  span: [number, number];
  kind: string;
  reason: string;
}

/** The analyst's page on a name, and every claim and every row of a pack that it cites. */
export interface Brief {
  name: string;
  on: string;
  since: string | null;
  notes: string[];
  sections: Section[];
  places: Spot[];
  stretches: Leg[];
  claims: Claim[];
  rows: PackRow[];
}

/** A claim: its exact words, what they say, and the chain that it came through. `review` is there where people
judged it. */
export interface Claim {
  id: string;
  document: string;
  span: [number, number];
  quote: string;
  type: string;
  modality: string;
  chain: Hop[];
  subject: Joined | null;
  object: Joined | null;
  place: Joined | null;
  event_time: When | null;
  said_time: When | null;
  reported: When;
  quantities: Quantity[];
  cue: string;
  prefix: string;
  suffix: string;
  reader: string;
  grounding: string;
  subjects: Ref[];
  objects: Ref[];
  places: Ref[];
  review?: Review | null;
}

/** All claims. Names, documents, types and modalities are numbers in their own lists; claims of one root have the
same `root`; `counts` is 0 for what only repeats a report that it is a copy of, and for what nobody answers for. */
export interface ClaimColumns {
  id: string[];
  type: number[];
  modality: number[];
  document: number[];
  subjects: number[][];
  objects: number[][];
  places: number[][];
  chain: number[][];
  from: (number | null)[];
  to: (number | null)[];
  every: number[];
  said_from: (number | null)[];
  said_to: (number | null)[];
  known_from: (number | null)[];
  known_to: (number | null)[];
  root: number[];
  counts: number[];
  reading: string[];
  conflicts: number[];
  roots: number[];
}

/** What a claim is about; one definition each in docs/codebook.md. */
export type ClaimType = "control" | "capture" | "clearance" | "withdrawal" | "handover" | "deployment" | "movement" | "infiltration" | "attack" | "detention" | "command" | "membership" | "alliance" | "authority" | "law" | "sanction" | "talks" | "supply_route" | "crossing" | "barrier" | "surveillance" | "quantity" | "statement" | "other";

/** A few claims. */
export interface Claims {
  claims: KnownClaim[];
}

/** What cannot all be true, and what would settle it. */
export interface Conflict {
  id: string;
  kind: string;
  words: string;
  sides: Side[];
  settle: string;
}

/** Conflicts, and how many there are in all. */
export interface Conflicts {
  conflicts: Conflict[];
  all: number;
}

/** The report that this one was copied from, and the share of both that is the same. */
export interface Copy {
  document: string;
  likeness: number;
}

/** A number that claims give of an occurrence. */
export interface Count {
  value: number | number;
  unit: string;
  of: string;
  approx: boolean;
  roots: string[];
  claims: string[];
}

/** How much is in the record. */
export interface Counts {
  documents: number;
  claims: number;
  judged: number;
}

/** What is decided; docs/review.md has a table of `value`. */
export interface Decision {
  kind: string;
  target: string;
  value?: Record<string, unknown>;
  reason?: string;
  by?: string;
}

/** A report, without its text. */
export interface Document {
  id: string;
  published: When;
  outlet: string | null;
  title: string | null;
  path: string;
  author: string | null;
  address: string | null;
  media: string;
  language: string | null;
  reader: string;
  recorded: string;
  claims: unknown;
  copy_of: Copy | null;
}

/** All reports, by day; `copy_of` is a number in these columns. */
export interface DocumentColumns {
  id: string[];
  title: string[];
  outlet: string[];
  from: (number | null)[];
  to: (number | null)[];
  copy_of: (number | null)[];
}

/** All reports. */
export interface Documents {
  documents: Document[];
}

/** The first and the last day. */
export interface Ends {
  earliest: string | null;
  latest: string | null;
}

/** What went wrong, as a sentence that says what to do. */
export interface Error {
  error: string;
}

/** An occurrence with all claims that tell of it. */
export interface Event {
  id: string;
  type: string;
  words: string;
  when: When;
  actors: Ref[];
  others: Ref[];
  places: Ref[];
  roots: string[];
  numbers: Count[];
  claims: Claim[];
  denials: Claim[];
}

/** What kind of occurrence it is; claims of several types can tell of one. */
export type EventFamily = "attack" | "taking" | "leaving" | "movement" | "posting" | "detention" | "meeting" | "gate" | "measure";

/** Occurrences, and how many there are in all. */
export interface Events {
  events: Event[];
  all: number;
}

/** A claim in an answer: what it does to what is answered, and whether it counts. */
export interface Evidence {
  effect: string;
  valid: When;
  counts: boolean;
  why: string;
  claim: Claim;
}

/** Something that is drawn. */
export interface Feature {
  type: string;
  id: string;
  geometry: Record<string, unknown>;
  properties: Record<string, unknown>;
}

/** What does not add up; of a conflict also its kind and id. */
export interface Flag {
  kind?: string | null;
  id?: string | null;
  words: string;
  claims: Claim[];
}

/** Something that holds over time, and the days after which it is stale; null for never. */
export interface Fluent {
  name: string;
  stale_after: number | null;
}

/** Reports (at most fifty, of `all`) and names. */
export interface Found {
  documents: FoundDocument[];
  all: number;
  names: FoundName[];
}

/** A report that has the words. */
export interface FoundDocument {
  id: string;
  title: string | null;
  outlet: string | null;
  published: When;
  hits: Hit[];
}

/** A name that is spelt so, or alike. */
export interface FoundName {
  name: string;
  entity: string | null;
  kind: string | null;
  mentions: number;
}

/** What the packs draw, as GeoJSON. */
export interface Ground {
  type: string;
  version: string;
  features: Feature[];
}

/** Where the words of a search stand. */
export interface Hit {
  span: [number, number];
  before: string;
  words: string;
  after: string;
}

/** One thing that held, or did not, on the day. */
export interface Holding {
  fluent: string;
  subject: Ref;
  object: Ref;
  standing: string;
  since: When;
  roots: string[];
  words: string;
  evidence: Evidence[];
  support: Support | null;
}

/** A link of a chain, the one nearest to the event first; `said` is EDTF. */
export interface Hop {
  name: string;
  text: string;
  entity: string | null;
  span: [number, number] | null;
  role: string;
  cue: string;
  said: string | null;
  said_time: When | null;
  interest: string;
}

/** All subjects, or all objects, as one. */
export interface Joined {
  name: string;
  entity: string | null;
  entities: string[];
}

/** What a person decided; nothing it is about is changed by it. */
export interface Judgement {
  id: string;
  kind: string;
  target: string;
  value: Record<string, unknown>;
  reason: string;
  by: string;
  made: string;
}

/** What was decided, in order. */
export interface Judgements {
  judgements: Judgement[];
}

/** A claim with what the whole record says of it; null while that is still being counted. */
export interface KnownClaim {
  id: string;
  document: string;
  span: [number, number];
  quote: string;
  type: string;
  modality: string;
  chain: Hop[];
  subject: Joined | null;
  object: Joined | null;
  place: Joined | null;
  event_time: When | null;
  said_time: When | null;
  reported: When;
  quantities: Quantity[];
  cue: string;
  prefix: string;
  suffix: string;
  reader: string;
  grounding: string;
  subjects: Ref[];
  objects: Ref[];
  places: Ref[];
  review?: Review | null;
  roots: number | null;
  conflicts: number | null;
  reading: string;
}

/** A stretch of a route that a brief speaks of. */
export interface Leg {
  from: string;
  to: string;
  state: string;
  words: string;
}

/** Somebody who passed it on, those reports that end here, and those who have it from here. */
export interface Link {
  name: string;
  entity: string | null;
  role: string;
  likeness: number | null;
  reports: Report[];
  links: Link[];
}

/** A name in a report. */
export interface Mention {
  span: [number, number];
  text: string;
  kind: string;
  entity: string | null;
  name: string | null;
  reason: string;
}

/** The standing of the content for its speaker. */
export type Modality = "asserted" | "denied" | "planned" | "requested" | "demanded" | "promised" | "feared" | "hypothetical" | "speculated" | "rumoured";

/** A name that reports mention, how often, and as what. */
export interface Name {
  name: string;
  entity: string | null;
  kind: string | null;
  kinds: Record<string, number>;
  mentions: number;
  documents: number;
}

/** All that claims name; `id` is the entity's, or `name:` and the folded name. `named` is false of what is only
pointed at or described: "it", "the area". */
export interface NameColumns {
  id: string[];
  name: string[];
  kind: string[];
  lat: (number | null)[];
  lon: (number | null)[];
  error_km: (number | null)[];
  level: (string | null)[];
  named: boolean[];
}

/** All names that reports mention, most mentioned first. */
export interface Names {
  names: Name[];
}

/** The latest news after a number, in their order; how many there are after it; and the number of the last. */
export interface News {
  news: Told[];
  all: number;
  last: number;
}

/** A claim behind a piece of news; `chain` goes from the first speaker to the outlet. */
export interface NewsClaim {
  id: string;
  quote: string;
  chain: string[];
  document: string;
}

/** One claim with the words around it, how its root stands to it, who copied whom, and what speaks against it. */
export interface OpenedClaim {
  id: string;
  document: string;
  span: [number, number];
  quote: string;
  type: string;
  modality: string;
  chain: Hop[];
  subject: Joined | null;
  object: Joined | null;
  place: Joined | null;
  event_time: When | null;
  said_time: When | null;
  reported: When;
  quantities: Quantity[];
  cue: string;
  prefix: string;
  suffix: string;
  reader: string;
  grounding: string;
  subjects: Ref[];
  objects: Ref[];
  places: Ref[];
  review?: Review | null;
  roots: number | null;
  conflicts: number | null;
  reading: string;
  before: string;
  after: string;
  interest: string | null;
  spread: Spread;
  rivals: Conflict[];
  judgements: Judgement[];
}

/** One report with its text, its parts, and what was read out of it. */
export interface OpenedDocument {
  id: string;
  published: When;
  outlet: string | null;
  title: string | null;
  path: string;
  author: string | null;
  address: string | null;
  media: string;
  language: string | null;
  reader: string;
  recorded: string;
  claims: KnownClaim[];
  copy_of: Copy | null;
  text: string;
  blocks: Block[];
  mentions: Mention[];
}

/** A row of a pack that a brief cites. */
export interface PackRow {
  id: string;
  words: string;
  sources: Source[];
}

/** Whether a route can be passed on the day by those who use it, and each of its stretches. */
export interface Passable {
  route: string;
  name: string;
  verdict: string;
  words: string;
  stretches: PassedStretch[];
}

/** A stretch of a route: open, closed, contested or unknown. */
export interface PassedStretch {
  start: string;
  end: string;
  mode: string;
  state: string;
}

/** Of `documents` so many are `read`: all their claims are judged. Of `judged` claims so many were accepted,
rejected and corrected; the `orphaned` ones are those that the present readings do not make any more. */
export interface Progress {
  documents: number;
  read: number;
  claims: number;
  judged: number;
  accepted: number;
  rejected: number;
  corrected: number;
  orphaned: number;
}

/** A number with what it counts. */
export interface Quantity {
  value: number | number;
  unit: string;
  of: string;
  approx: boolean;
  span: [number, number] | null;
}

/** Somebody or something named: `name` as resolved, `text` as the report has it. */
export interface Ref {
  name: string;
  text: string;
  entity: string | null;
  span: [number, number] | null;
}

/** One report that says it. */
export interface Report {
  claim: string;
  document: string;
  reported: When;
}

/** What people decided of a claim: the word that is applied, the fields that it changed, the claim as the machine
read it where that was corrected, and who decided otherwise. */
export interface Review {
  verdict: string;
  by: string;
  made: string;
  reason: string;
  changed: string[];
  machine: Claim | null;
  others: string[];
}

/** All routes that packs know. */
export interface Routes {
  routes: Passable[];
}

/** A part of a brief. */
export interface Section {
  heading: string;
  sentences: Sentence[];
  parts: Section[];
  questions: string[];
}

/** A sentence with the ids of the claims behind it. */
export interface Sentence {
  words: string;
  claims: string[];
}

/** One side of a conflict. */
export interface Side {
  words: string;
  roots: string[];
  claims: Claim[];
}

/** What a pack's row rests on. */
export interface Source {
  id: string;
  title: string;
  publisher: string;
  date: string;
  url: string;
}

/** A place that a brief speaks of. */
export interface Spot {
  entity: string;
  name: string;
  firmness: string;
}

/** Who says one thing: a tree for each root. */
export interface Spread {
  reports: number;
  roots: Trunk[];
}

/** What held of a name on a day. `route` and `border` are there where the name is one. */
export interface State {
  name: string;
  entity: string | null;
  on: string;
  known_by: string;
  holdings: Holding[];
  expected: Claim[];
  said: Claim[];
  flags: Flag[];
  note: string;
  route: Record<string, unknown> | null;
  border: Record<string, unknown> | null;
}

/** The sum behind an answer. */
export interface Support {
  lines: SupportLine[];
  total: number;
  probability: number;
  phrase: string;
  admiralty: string;
  flips: string[];
}

/** What one root adds to the sum. */
export interface SupportLine {
  root: string;
  key: string;
  grade: string;
  what: string;
  log_odds: number;
  claim: string;
}

/** Every claim in columns; `conflicts` and `roots` are 0 until `conflicts_counted`, which `/api/counts` awaits. */
export interface Table {
  stamp: string;
  conflicts_counted: boolean;
  names: NameColumns;
  documents: DocumentColumns;
  claims: ClaimColumns;
}

/** Two columns that take longer than the table, in its order. */
export interface Tallies {
  stamp: string;
  conflicts: number[];
  roots: number[];
}

/** A piece of news: what changed of which names, when it was told, and the first of the claims behind it, of so
many. */
export interface Told {
  number: number;
  told: string;
  kind: string;
  names: string[];
  words: string;
  claims: NewsClaim[];
  all: number;
}

/** A first speaker, and all who have it from there. */
export interface Trunk {
  name: string;
  kind: string;
  interest: string | null;
  interest_sources: string[];
  links: Link[];
}

/** An interval of days; null is an open end. `every`: true of every day of it, else of some day in it. */
export interface When {
  earliest: string | null;
  latest: string | null;
  text: string;
  reasons: string[];
  every: boolean;
}
