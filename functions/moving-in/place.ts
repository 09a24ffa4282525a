/** Where something stands, for whoever has to look at it: in which file, and where in it. */
export interface Place {
  /** As people know it, `/` between: below what the command line named; in a zip `archive.zip/xuat/items.json`. */
  file: string
  /** As a spreadsheet counts: the header is row 1, and a line end within quotes makes no row. */
  row?: number
  /** Counted from 1. */
  line?: number
  /** The item's own id. */
  item?: string
}
