const WORDS = window.Intl?.Segmenter ? new Intl.Segmenter("zh-CN", { granularity: "word" }) : null
const words = (text) => {  // a text in pieces between which its line may break, so that no word of it does and no number leaves its unit
  const whole = joined(text).replaceAll(" · ", "\u00a0· ")  // the dot ends a line, and begins or fills none
  const pieces = WORDS ? [...WORDS.segment(whole)] : [{ segment: whole }]
  const isEnding = (piece, before) => piece.isWordLike && piece.segment.length === 1 && before.isWordLike  // 优良率, 市抽: no line begins with it
  const isBeginning = (before, earlier) => before.isWordLike && before.segment.length === 1 && !earlier?.isWordLike  // 区市场监管局: none ends with it
  const isApart = (piece, before, earlier) =>
    piece.isWordLike && !"（(“《\u00a0".includes(before.segment) && !isEnding(piece, before) && !isBeginning(before, earlier)
  return pieces.flatMap((piece, place) =>
    place && isApart(piece, pieces[place - 1], pieces[place - 2]) ? [make("wbr"), piece.segment] : [piece.segment])
}
const markOf = (text) => text.match(/（[^（）]{1,4}）$/)?.[0] ?? ""
const longestMark = (texts) => texts.map(markOf).reduce((longest, mark) => (mark.length > longest.length ? mark : longest), "")
const hang = (cell, text, longest) => {  // digits stand below each other, whether a mark is behind them or not
  if (longest && text && !markOf(text)) cell.dataset.mark = longest
  return cell
}
