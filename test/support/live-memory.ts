/** What a process still holds once its garbage is collected: asked of its V8 through the inspector, with nothing loaded into it. */
import { once } from 'node:events';
import type { ServerProcess } from './server-process.ts';

/** For the environment of a process that is to be asked. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

export class LiveMemory {
  #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** @param server started with {@link INSPECTED} */
  static async of(t: { after(fn: () => unknown): void }, server: ServerProcess): Promise<LiveMemory> {
    const [url] = /ws:\/\/\S+/.exec(server.stderr) ?? [];
    if (url === undefined) throw new Error(`It was not started with an inspector: ${server.stderr}`);
    const socket = new WebSocket(url);
    t.after(() => socket.close());
    await once(socket, 'open');
    return new LiveMemory(socket);
  }

  /** Collects all garbage. @returns bytes that are reachable, those of buffers outside of the heap included */
  async bytes(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await this.#ask('Runtime.getHeapUsage');
    return Number(usedSize) + Number(backingStorageSize);
  }

  /** A process does not end while somebody is attached to it. */
  close(): void {
    this.#socket.close();
  }

  async #ask(method: string): Promise<Record<string, unknown>> {
    const id = ++this.#asked;
    this.#socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [{ data }] = await once(this.#socket, 'message');
      const answer = JSON.parse(String(data));
      if (answer.id === id) return answer.result;
    }
  }
}
