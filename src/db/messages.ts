/** The messages of PostgreSQL's extended query protocol that a batch sends, in one buffer: one write to the socket instead of one each. */

/** Most batches fit; it doubles for those that do not. */
const USUAL_BYTES = 512;

/** PostgreSQL documentation, «Frontend/Backend Protocol», «Message Formats». Statements by name, portals unnamed, values as text. */
export class Messages {
  #bytes = Buffer.allocUnsafe(USUAL_BYTES);
  #end = 0;

  parse(name: string, text: string): void {
    const start = this.#begin('P');
    this.#text(name);
    this.#text(text);
    this.#int16(0); // PostgreSQL works out the types of parameters by itself
    this.#finish(start);
  }

  /** @param values null and undefined are NULL; anything else travels as its text, for the statement says what type it is */
  bind(name: string, values: readonly unknown[]): void {
    const start = this.#begin('B');
    this.#text('');
    this.#text(name);
    this.#int16(0); // all parameters as text
    this.#int16(values.length);
    for (const value of values) {
      if (value == null) this.#int32(-1);
      else this.#value(String(value));
    }
    this.#int16(0); // all columns as text
    this.#finish(start);
  }

  /** Asks for the columns of what was bound. */
  describe(): void {
    const start = this.#begin('D');
    this.#text('P');
    this.#finish(start);
  }

  execute(): void {
    const start = this.#begin('E');
    this.#text('');
    this.#int32(0); // all rows
    this.#finish(start);
  }

  /** @returns all messages so far, closed by a Sync */
  sync(): Buffer {
    this.#finish(this.#begin('S'));
    return this.#bytes.subarray(0, this.#end);
  }

  /** @returns where the length goes */
  #begin(type: string): number {
    this.#reserve(5);
    this.#bytes[this.#end] = type.charCodeAt(0);
    this.#end += 5;
    return this.#end - 4;
  }

  #finish(start: number): void {
    this.#bytes.writeInt32BE(this.#end - start, start);
  }

  #value(text: string): void {
    const length = Buffer.byteLength(text);
    this.#int32(length);
    this.#reserve(length);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Ended by a zero byte. */
  #text(text: string): void {
    this.#reserve(Buffer.byteLength(text) + 1);
    this.#end += this.#bytes.write(text, this.#end);
    this.#bytes[this.#end++] = 0;
  }

  #int16(value: number): void {
    this.#reserve(2);
    this.#end = this.#bytes.writeInt16BE(value, this.#end);
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.#end = this.#bytes.writeInt32BE(value, this.#end);
  }

  #reserve(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#end + length));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
