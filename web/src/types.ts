/** The API's shapes under the names that the page has for them. */

export type {
  About,
  Block,
  Brief,
  Claim,
  KnownClaim as ClaimRow,
  Conflict as ConflictRow,
  Document as DocumentRow,
  Event,
  Found as SearchAnswer,
  Hop,
  Judgement,
  Progress,
  Link as SpreadLink,
  OpenedClaim,
  OpenedDocument,
  Passable,
  Ref,
  Review,
  Section as BriefSection,
  Spread,
  Table as Columns,
  Tallies,
  When,
} from "./schema";

export type Span = [start: number, end: number];
