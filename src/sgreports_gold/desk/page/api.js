// The requests to the server. API.md beside the server describes the answers.

const token = new URLSearchParams(location.search).get("token") ?? "";

/** An answer that is no success: `status` (0: no answer at all) and the server's own words. */
export class Refused extends Error {
  constructor(status, answer) {
    super(
      (answer.errors ?? []).map((e) => e.what).join(" ") ||
        (status ? `The desk answered ${status}.` : "The desk does not answer."),
    );
    this.status = status;
    this.answer = answer;
  }
}

/** An answer of the server; raises Refused. */
export async function ask(path, parameters = {}, options = {}) {
  const query = new URLSearchParams(parameters).toString();
  const headers = { "X-Token": token, ...options.headers };
  const response = await fetch(`/api/${path}${query ? `?${query}` : ""}`, { ...options, headers }).catch(() => null);
  if (!response) throw new Refused(0, {});
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

export const start = () => ask("start");
export const paragraph = (index) => ask("paragraph", { index });
export const suggest = (label, q, text, index) => ask("suggest", { label, q, text, index });
export const search = (q) => ask("search", { q });
export const place = (document, paragraph) => ask("place", { document, paragraph });
export const guidelines = () => ask("guidelines");
export const image = (url) => `${url}${url.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;

/** Sends something to be kept. */
export const put = (path, body, keepalive = false) =>
  ask(
    path,
    {},
    { method: "PUT", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, keepalive },
  );

/** Saves; with `leaving` the request outlives the page. */
export const save = (body, leaving = false) => put("paragraph", body, leaving);
