import { distanceKm, type Coordinates } from './geography.ts';

/** Ground transit in working days, by distance. The table is the model, so it has a version. */
export const TRANSIT_MODEL = 'distance-bands-1';

const BANDS: readonly { readonly upToKm: number; readonly min: number; readonly max: number }[] = [
  { upToKm: 250, min: 1, max: 2 },
  { upToKm: 900, min: 2, max: 3 },
  { upToKm: 2_000, min: 3, max: 4 },
  { upToKm: 4_500, min: 4, max: 6 },
  { upToKm: Infinity, min: 6, max: 10 },
];

export interface Transit {
  readonly distanceKm: number;
  readonly daysMin: number;
  readonly daysMax: number;
}

export function transitBetween(from: Coordinates, to: Coordinates): Transit {
  const km = distanceKm(from, to);
  const band = BANDS.find(({ upToKm }) => km <= upToKm) ?? BANDS.at(-1)!;
  return { distanceKm: km, daysMin: band.min, daysMax: band.max };
}

export interface DispatchSchedule {
  /** IANA name, such as `America/New_York`. */
  readonly timeZone: string;
  /** `HH:MM`: orders after it leave the next working day. */
  readonly cutoffLocalTime: string;
}

/** Calendar dates (`YYYY-MM-DD`) between which a parcel ordered now arrives. Warehouses and carriers rest on weekends. */
export function deliveryWindow(
  now: Date,
  schedule: DispatchSchedule,
  transit: Transit,
): { earliest: string; latest: string } {
  const local = localTime(now, schedule.timeZone);
  const dispatch = addWorkingDays(local.date, local.time > schedule.cutoffLocalTime ? 1 : 0);
  return { earliest: addWorkingDays(dispatch, transit.daysMin), latest: addWorkingDays(dispatch, transit.daysMax) };
}

/** Making one costs a hundred times what using it does. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function localTime(at: Date, timeZone: string): { date: string; time: string } {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    clocks.set(timeZone, clock);
  }
  const [date, time] = clock.format(at).split(' ') as [string, string];
  return { date, time };
}

/** With 0 days: the day itself, or the next working day after it. */
export function addWorkingDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  const rests = (): boolean => day.getUTCDay() === 0 || day.getUTCDay() === 6;
  while (rests()) day.setUTCDate(day.getUTCDate() + 1);
  for (let left = days; left > 0; left -= 1) {
    do day.setUTCDate(day.getUTCDate() + 1);
    while (rests());
  }
  return day.toISOString().slice(0, 10);
}
