/** Heights and gaps of the graph at 100 %, in pixels. Source: DESIGN, "Grid" and "Edges". */
export const HEADER_PX = 32;
export const ROW_PX = 24;
export const REWRITE_ROW_PX = 48;
export const BOX_BOTTOM_PX = 4;
export const NOTE_LINE_PX = 16;
/** Between a box and its note. */
export const NOTE_GAP_PX = 8;
/** Between boxes of one column. */
export const BOX_GAP_PX = 12;
/** Between stacked boxes, where an arrow passes through. */
export const STACK_GAP_PX = 20;
/** Between tracks of neighbouring arrows. */
export const TRACK_PX = 8;
/** From a box to the first track, and from the last track to the next box. */
export const TRACK_MARGIN_PX = 11;
/** Between columns: at least room for the token beside an arrow. */
export const LEAST_COLUMN_GAP_PX = 36;
/** Where an arrow meets a header: its middle. */
export const HEADER_MIDDLE_PX = HEADER_PX / 2;
/** How far from the left an arrow meets a box from above. */
export const TOP_ENTRY_PX = 20;
/** The lane's title line, above the boxes. */
export const TITLE_PX = 36;
/** Below the title line, where the packet says what conntrack changed. */
export const TITLE_LABEL_PX = 28;
