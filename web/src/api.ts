/** Questions to the server. All go to the page's own origin; answers are kept by the browser by their ETag. */

import type { About, ClaimRow, Columns, OpenedClaim, OpenedDocument, SearchAnswer } from "./types";

/** An answer that is not one: `message` is a sentence that says what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Parameters = Record<string, string | number | null | undefined>;

/** The path below /api with its parameters; empty ones are left out. */
export function address(path: string, parameters: Parameters = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const query = asked.toString();
  return `api/${path}${query ? `?${query}` : ""}`;
}

/** Asks for a JSON answer. Throws `ApiError` where there is none. */
export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(fetch(address(path, parameters), signal ? { signal } : {}));
}

/** Sends a JSON object. Throws `ApiError` where it is not taken. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return answer<T>(fetch(address(path), { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answer<T>(asked: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "The server does not answer. Is khabar serve still running?");
  }
  if (response.ok) return (await response.json()) as T;
  throw new ApiError(response.status, await complaint(response));
}

async function complaint(response: Response): Promise<string> {
  try {
    const told = (await response.json()) as { error?: unknown };
    if (typeof told.error === "string") return told.error;
  } catch {
    // not JSON: what is known is the number
  }
  return `The server answered ${response.status}.`;
}

export const about = (): Promise<About> => get("about");
export const table = (): Promise<Columns> => get("table");
export const counts = (): Promise<{ stamp: string; conflicts: number[] }> => get("counts");
export const claim = (id: string, signal?: AbortSignal): Promise<OpenedClaim> =>
  get(`claims/${encodeURIComponent(id)}`, {}, signal);
export const document = (id: string, signal?: AbortSignal): Promise<OpenedDocument> =>
  get(`documents/${encodeURIComponent(id)}`, {}, signal);
export const search = (q: string, signal?: AbortSignal): Promise<SearchAnswer> => get("search", { q }, signal);
export const claims = async (ids: string[]): Promise<ClaimRow[]> =>
  (await get<{ claims: ClaimRow[] }>("claims", { ids: ids.join(",") })).claims;
export const firstClaims = async (): Promise<ClaimRow[]> =>
  (await get<{ claims: ClaimRow[] }>("claims", { first: 30 })).claims;
