// A mail server for journeys: it takes everything but what is written to an address that begins with "nobody".
import { once } from "node:events";
import { createServer } from "node:net";

/** Starts to listen. Answers its address, what it was given, and `close`. */
export async function mailServer() {
  const caught = [];
  const server = createServer((socket) => speak(socket, caught));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return { url: `smtp://127.0.0.1:${server.address().port}`, caught };
}

function speak(socket, caught) {
  let buffered = "";
  let message = { to: [], data: "" };
  let inData = false;
  const say = (line) => socket.write(`${line}\r\n`);
  socket.setEncoding("utf8");
  socket.on("error", () => {});
  const hear = (line) => {
    if (inData) {
      if (line !== ".") {
        message.data += `${line}\n`;
        return;
      }
      inData = false;
      caught.push(message);
      message = { to: [], data: "" };
      say("250 taken");
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "RCPT") {
      const to = line.match(/<([^>]*)>/)[1];
      if (to.startsWith("nobody")) {
        say("550 5.1.1 no such user here");
        return;
      }
      message.to.push(to);
    }
    if (verb === "DATA") {
      inData = true;
      say("354 go on");
    } else if (verb === "QUIT") {
      say("221 bye");
      socket.end();
    } else {
      say("250 ok");
    }
  };
  socket.on("data", (part) => {
    buffered += part;
    for (let end = buffered.indexOf("\r\n"); end >= 0; end = buffered.indexOf("\r\n")) {
      hear(buffered.slice(0, end));
      buffered = buffered.slice(end + 2);
    }
  });
  say("220 mihon ready");
}

/** The text of a message: its parts in base64, decoded. */
export function words({ data }) {
  const parts = data.split("Content-Transfer-Encoding: base64").slice(1);
  const body = (part) => part.slice(part.indexOf("\n\n") + 2).split("\n--")[0];
  const whole = data.includes("Content-Transfer-Encoding: base64") ? parts.map(body) : [];
  return whole.map((part) => Buffer.from(part.replaceAll("\n", ""), "base64").toString("utf8")).join("\n") || data;
}
