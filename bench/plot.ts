/** Plots as SVG, drawn by hand: few marks, readable on light and dark pages, no library. */
import type { Curve } from './latencies.ts';
import type { Line } from './report.ts';

const WIDTH = 760;
const STYLE = `<style>text{font:13px system-ui,sans-serif;fill:#57606a}.t{font-size:15px;font-weight:600}.a{fill:#2f81f7;stroke:#2f81f7}.b{fill:#8c959f;stroke:#8c959f}.g{stroke:#8c959f;stroke-opacity:.35}.c{fill:none;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#9198a1}}</style>`;

const svg = (height: number, title: string, foot: string, body: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">${STYLE}
<text class="t" x="16" y="24">${escaped(title)}</text>
${body.join('\n')}
<text x="16" y="${height - 10}" font-size="11">${escaped(foot)}</text>
</svg>
`;

/** Bars of the service's requests per second as a share of the baseline's, with the spread of the rounds. */
export function ratioPlot(lines: readonly Line[], foot: string): string {
  const rows = lines.filter(({ ratio, rate }) => ratio !== undefined && rate === null);
  const most = Math.max(1, ...rows.map(({ ratio }) => ratio?.high ?? 0));
  const x = (ratio: number) => 190 + (ratio / most) * (WIDTH - 270);
  const height = 70 + rows.length * 24;
  const one = `<line class="g" x1="${x(1)}" y1="36" x2="${x(1)}" y2="${height - 30}"/>`;
  const bars = rows.map(({ name, connections, ratio }, i) => {
    const y = 42 + i * 24;
    const { median, low, high } = ratio ?? { median: 0, low: 0, high: 0 };
    return [
      `<text x="180" y="${y + 13}" text-anchor="end">${escaped(name)}, ${connections} conn.</text>`,
      `<rect class="a" x="190" y="${y + 2}" width="${x(median) - 190}" height="14" fill-opacity=".75"/>`,
      `<line class="b" x1="${x(low)}" y1="${y + 9}" x2="${x(high)}" y2="${y + 9}" stroke-width="2"/>`,
      `<text x="${x(high) + 8}" y="${y + 13}">${median.toFixed(2)}</text>`,
    ].join('');
  });
  return svg(height, 'Requests per second, × bare Fastify + pg without isolation (line: 1.0)', foot, [one, ...bars]);
}

/** Latency over percentile, both axes logarithmic, so that the tail is seen. */
export function latencyPlot(
  title: string,
  curves: readonly { readonly name: string; readonly curve: Curve }[],
  foot: string,
): string {
  const values = curves.flatMap(({ curve }) => curve.map(([, ms]) => ms)).filter((ms) => ms > 0);
  const [low, high] = [
    10 ** Math.floor(Math.log10(Math.min(...values))),
    10 ** Math.ceil(Math.log10(Math.max(...values))),
  ];
  const height = 330;
  const x = (percentile: number) => 70 + (-Math.log10(1 - percentile / 100) / 3) * (WIDTH - 200);
  const y = (ms: number) =>
    height - 60 - (Math.log10(Math.max(ms, low) / low) / Math.max(1, Math.log10(high / low))) * (height - 110);
  const grid: string[] = [];
  for (let ms = low; ms <= high * 1.001; ms *= 10) {
    grid.push(
      `<line class="g" x1="70" y1="${y(ms)}" x2="${x(99.9)}" y2="${y(ms)}"/><text x="62" y="${y(ms) + 4}" text-anchor="end">${Number(ms.toPrecision(1))} ms</text>`,
    );
  }
  for (const p of [50, 90, 95, 99, 99.9]) {
    grid.push(
      `<line class="g" x1="${x(p)}" y1="${y(high)}" x2="${x(p)}" y2="${y(low)}"/><text x="${x(p)}" y="${height - 40}" text-anchor="middle">p${p}</text>`,
    );
  }
  const lines = curves.map(({ name, curve }, i) => {
    const points = curve.map(([p, ms]) => `${x(p).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
    const end = y(curve.at(-1)?.[1] ?? low) + (i === 0 ? -6 : 14);
    return `<polyline class="${i === 0 ? 'b' : 'a'} c" points="${points}" style="fill:none"/><text x="${x(99.9) + 6}" y="${end}">${escaped(name)}</text>`;
  });
  return svg(height, title, foot, [...grid, ...lines]);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
