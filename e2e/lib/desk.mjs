// A clerk without a browser: the same pages and forms over HTTP, for what has to be repeated or cut off.
import assert from "node:assert/strict";

/** Signs in and answers `get` and `post`; both answer the text of the page they end on, with its status and address. */
export async function openDesk(server, login) {
  const cookies = new Map();
  const ask = async (path, options = {}) => {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...options.headers };
    const answer = await fetch(new URL(path, server.address), { ...options, headers, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    const leads = answer.headers.get("location");
    if (leads) {
      await answer.arrayBuffer();
      return ask(leads);
    }
    return { status: answer.status, path, body: await answer.text() };
  };
  const get = (path) => ask(path);
  const post = (path, fields) => {
    const body = new URLSearchParams([...fields, ["_key", crypto.randomUUID()]]).toString();
    const headers = { origin: server.address, "content-type": "application/x-www-form-urlencoded" };
    return ask(path, { method: "POST", body, headers });
  };
  const entered = await post("/signin", [["login", login], ["password", server.password(login)]]);
  assert.notEqual(entered.path, "/signin", `${login} cannot sign in: ${entered.body}`);
  return { get, post };
}
