/** From this zoom up rows are drawn: below it their text would be smaller than 12 px. */
export const ROWS_ZOOM = 0.98;
