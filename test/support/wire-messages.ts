/** PostgreSQL's wire protocol, version 3.0, as far as tests read it (PostgreSQL documentation, «Message Formats»). */

/** A statement as the server was told to execute it. */
export interface WireStatement {
  readonly text: string;
  /** The bound values, as text. */
  readonly values: readonly (string | null)[];
}

/**
 * Cuts a stream of bytes into messages, whatever the boundaries of its chunks.
 * @param startup whether the first message has no type byte, as a client's has
 */
export function messages(startup: boolean, onMessage: (type: string, body: Buffer) => void): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let typed = startup ? 0 : 1;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= typed + 4) {
      const length = rest.readInt32BE(typed);
      if (rest.length < typed + length) return;
      const body = rest.subarray(typed + 4, typed + length);
      const type = typed === 0 ? 'startup' : String.fromCharCode(rest[0] ?? 0);
      rest = rest.subarray(typed + length);
      typed = 1;
      onMessage(type, body);
    }
  };
}

/**
 * The statements that a client's message begins to execute: of Query the text, of Bind the text of what was parsed.
 * @param prepared the names of this connection; Parse adds to it
 */
export function readStatements(type: string, body: Buffer, prepared: Map<string, string>): WireStatement[] {
  if (type === 'Q') return [{ text: readText(body, 0)[0], values: [] }];
  if (type === 'P') {
    const [name, next] = readText(body, 0);
    prepared.set(name, readText(body, next)[0]);
    return [];
  }
  if (type !== 'B') return [];
  const [, afterPortal] = readText(body, 0);
  const [name, afterName] = readText(body, afterPortal);
  const formats = body.readInt16BE(afterName);
  let at = afterName + 2 + 2 * formats;
  const values: (string | null)[] = [];
  const count = body.readInt16BE(at);
  at += 2;
  for (let i = 0; i < count; i += 1) {
    const length = body.readInt32BE(at);
    values.push(length < 0 ? null : body.toString('utf8', at + 4, at + 4 + length));
    at += 4 + Math.max(length, 0);
  }
  return [{ text: prepared.get(name) ?? `unknown statement ${name}`, values }];
}

function readText(body: Buffer, from: number): [text: string, next: number] {
  const end = body.indexOf(0, from);
  return [body.toString('utf8', from, end), end + 1];
}
