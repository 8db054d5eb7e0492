// The control API, and the stream that says what changed.

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(`/_sim/${path}`, options);
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.message || `HTTP ${answer.status}`);
  return data;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);

/** Call `changed(notice)` for every change, `state(isLive)` when the connection comes or goes. */
export function listen(changed, state) {
  const source = new EventSource("/_sim/stream");
  source.onopen = () => state(true);
  source.onerror = () => state(false);
  source.onmessage = (event) => changed(JSON.parse(event.data));
  window.addEventListener("pagehide", () => source.close());
}
