/** Loaded before the server (`--import`): takes the first wall out of src/db while it is being loaded, and nothing else. */
import { registerHooks } from 'node:module';

/** What is taken out of which file, and how often it is there: a wall that moved must not stay up unnoticed. */
const PREDICATES = [
  { file: '/src/db/scopes.ts', text: ".where('user_id', '=', userId)", without: '', times: 3 },
  { file: '/src/db/owned-table.ts', text: '({ user_id: userId })', without: '({})', times: 1 },
] as const;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const predicate = PREDICATES.find(({ file }) => url.endsWith(file));
    if (predicate === undefined) return loaded;
    const parts = String(loaded.source).split(predicate.text);
    if (parts.length !== predicate.times + 1) {
      throw new Error(`${url} names the owner ${parts.length - 1} times instead of ${predicate.times}: look again`);
    }
    return { ...loaded, source: parts.join(predicate.without) };
  },
});
