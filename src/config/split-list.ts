/** Lists in one variable. */
import type { ConfigFault } from './faults.ts';

/** `a, b,c` → its items; an empty or repeated item is a fault, as it hides a slip. */
export function splitList(variable: string, text: string, faults: ConfigFault[]): readonly string[] {
  if (text === '') return [];
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('') || new Set(items).size < items.length) {
    faults.push({ variable, value: text, remedy: 'must hold no empty and no repeated item' });
  }
  return items;
}
