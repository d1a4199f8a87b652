/** Addresses as a person or a client types them. */

/** The origin under which a listener on `host` can be reached from this machine. */
export function reachableOrigin(host: string, port: number): string {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host; // "any address" is none to connect to
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
