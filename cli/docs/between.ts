/** Generated parts of a page that people write. */

/**
 * Puts `content` between `<!-- name:begin -->` and `<!-- name:end -->`, in place of what is there.
 * @throws when the page lacks the marks
 */
export function between(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n${content}\n${page.slice(to)}`;
}
