/** The API's shapes under the names that the page has for them. */

export type {
  About,
  Block,
  Brief,
  Claim,
  KnownClaim as ClaimRow,
  Conflict as ConflictRow,
  Document as DocumentRow,
  Found as SearchAnswer,
  Hop,
  Link as SpreadLink,
  OpenedClaim,
  OpenedDocument,
  Ref,
  Section as BriefSection,
  Spread,
  Table as Columns,
  Tallies,
  When,
} from "./schema";

export type Span = [start: number, end: number];
