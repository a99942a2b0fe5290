/** The calendar day (`YYYY-MM-DD`, UTC) `days` working days later; weekends rest. With 0: the day itself, or Monday. */
export function addWorkingDays(from: Date, days: number): string {
  const day = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()));
  const next = (): void => {
    do day.setUTCDate(day.getUTCDate() + 1);
    while (isWeekend(day));
  };
  if (isWeekend(day)) next();
  for (let left = days; left > 0; left -= 1) next();
  return day.toISOString().slice(0, 10);
}

/** The last second of a calendar day: what "by Friday" means. */
export const endOfDay = (day: string): Date => new Date(`${day}T23:59:59Z`);

const isWeekend = (day: Date): boolean => day.getUTCDay() === 0 || day.getUTCDay() === 6;
