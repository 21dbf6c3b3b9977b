const COLUMNED = ["headings", "isNumber", "isOfNumbers", "isSpare", "isValue", "isScope", "shares", "least"]  // of a laid table, one for each column
const columned = (laid, columns) => ({  // the table with these of its columns, in this order
  ...laid,
  ...Object.fromEntries(COLUMNED.map((name) => [name, columns.map((column) => laid[name][column])])),
  rows: laid.rows.map((row) => columns.map((column) => row[column])),
})
