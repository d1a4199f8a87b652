/** Reads `/metrics` as Prometheus does. */

/** @returns value by series, such as `http_requests_shed_total{reason="event loop"}` */
export async function scrape(adminOrigin: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${adminOrigin}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}
