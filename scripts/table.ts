import { stripVTControlCharacters } from 'node:util';

export interface Column<Row> {
  readonly title: string;
  /** Figures stand to the right. */
  readonly align?: 'left' | 'right';
  /** Escape codes of colours do not count as width. */
  text(row: Row): string;
}

const GAP = '  ';

/** Lines of columns that are as wide as they have to be. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => column.text(row)))];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => widthOf(cells[index]!))));
  return lines
    .map((cells) =>
      cells
        .map((cell, index) => pad(cell, widths[index]!, columns[index]!.align))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length;

function pad(text: string, width: number, align: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(width - widthOf(text));
  return align === 'right' ? space + text : text + space;
}
