/** What a process has used so far, from /proc; null where there is none (anything but Linux). */
import { readFileSync } from 'node:fs';

export interface ProcessUsage {
  /** User and system time of all threads, ms. */
  readonly cpuMs: number;
  /** Resident memory, MB (10^6 bytes). */
  readonly rssMb: number;
}

/** Of both: Linux says so to programs whatever the machine (proc(5)). */
const TICK_MS = 10;
const KIB = 1024;

export function usageOf(pid: number): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold blanks and brackets; the fields after it are the third and on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return { cpuMs, rssMb: (Number(resident?.[1] ?? 0) * KIB) / 1e6 };
  } catch {
    return null;
  }
}
