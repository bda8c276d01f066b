enum RowScan {
    /// A row that ends before `end`, over so many lines. No values: a blank line.
    case row(end: Int, lines: Int, values: Int)
    /// A quote opens this value (counted from 0) and cannot be closed any more.
    case unclosed(value: Int)
    /// There is no end of the row in sight; in which value a quote stands open.
    case incomplete(openQuote: Int?)
}

/// Finds the end of one row and copies its values, without quotes, into a record. The quickest part of the way in: one look at each byte.
struct RowScanner {
    let text: UnsafeBufferPointer<UInt8>
    let start: Int
    let end: Int
    /// Nothing comes behind `end`.
    let isWhole: Bool
    let delimiter: UInt8

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let apostrophe = UInt8(ascii: "'")

    /// What a spreadsheet would take for a formula stands behind an apostrophe in files for spreadsheets, ours too; it is none of the value.
    private static func beginsFormula(_ byte: UInt8) -> Bool { byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40 }

    init(text: UnsafeBufferPointer<UInt8>, start: Int, end: Int, isWhole: Bool, delimiter: UInt8) {
        // A row is looked at up to the longest it may be, so that it always fits into a record.
        let limit = min(end, start + Record.limit)
        (self.text, self.start, self.end, self.isWhole, self.delimiter) = (text, start, limit, isWhole && limit == end, delimiter)
    }

    func values(into record: inout Record) -> RowScan {
        var result = RowScan.incomplete(openQuote: nil)
        record.write { out, count, fields in
            var (position, to, value, lines) = (start, count, 0, 1)
            while true {
                let valueStart = to
                if position < end, text[position] == Self.quote {
                    if let stop = quoted(&position, out, &to, &lines, value) {
                        result = stop
                        return to
                    }
                } else {
                    while position < end {
                        let byte = text[position]
                        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
                        out[to] = byte
                        to &+= 1
                        position &+= 1
                    }
                }
                if to > valueStart {
                    let isGuarded = out[valueStart] == Self.apostrophe && to > valueStart + 1 && Self.beginsFormula(out[valueStart + 1])
                    fields.append(Record.Field(column: value, start: isGuarded ? valueStart + 1 : valueStart, end: to, form: .text))
                }
                out[to] = Record.mark
                to &+= 1
                value += 1
                if position < end, text[position] == delimiter {
                    position += 1
                    continue
                }
                result = finish(position, lines, value == 1 && to == count + 1 && position == start ? 0 : value)
                return to
            }
        }
        return result
    }

    /// Copies a value between quotes. `nil` when it was closed.
    private func quoted(
        _ position: inout Int, _ out: UnsafeMutableBufferPointer<UInt8>, _ to: inout Int, _ lines: inout Int, _ value: Int
    ) -> RowScan? {
        var isLoose = false
        let firstLine = lines
        position += 1
        while position < end {
            let byte = text[position]
            if byte == Self.quote {
                if position + 1 == end {
                    guard isWhole else { return .incomplete(openQuote: value) }
                    position += 1
                    return nil
                }
                let next = text[position + 1]
                if next == delimiter || next == Self.lineFeed || next == Self.carriageReturn {
                    position += 1
                    return nil
                }
                // "He said "no" to me": a quote inside is read as written, within one line.
                if next == Self.quote { position += 1 } else { isLoose = true }
            } else if byte == Self.lineFeed {
                lines += 1
            }
            if isLoose, lines > firstLine { return .unclosed(value: value) }
            out[to] = byte
            to += 1
            position += 1
        }
        return isWhole ? .unclosed(value: value) : .incomplete(openQuote: value)
    }

    /// `values` were read up to `position`, where the line ends or the text does.
    private func finish(_ position: Int, _ lines: Int, _ values: Int) -> RowScan {
        guard position < end else { return isWhole && end > start ? .row(end: end, lines: lines, values: values) : .incomplete(openQuote: nil) }
        guard text[position] == Self.carriageReturn else { return .row(end: position + 1, lines: lines, values: values) }
        if position + 1 == end, !isWhole { return .incomplete(openQuote: nil) }
        let isPair = position + 1 < end && text[position + 1] == Self.lineFeed
        return .row(end: position + (isPair ? 2 : 1), lines: lines, values: values)
    }
}

extension RowScanner {
    /// Values between runs of blanks; blanks at both ends mean nothing.
    func blanks(into record: inout Record) -> RowScan {
        var result = RowScan.incomplete(openQuote: nil)
        record.write { out, count, fields in
            var (position, to, value) = (start, count, 0)
            while true {
                while position < end, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
                let valueStart = to
                while position < end, text[position] > 0x20 {
                    out[to] = text[position]
                    to += 1
                    position += 1
                }
                if to > valueStart {
                    fields.append(Record.Field(column: value, start: valueStart, end: to, form: .text))
                    out[to] = Record.mark
                    to += 1
                    value += 1
                }
                if position < end, text[position] != Self.lineFeed, text[position] != Self.carriageReturn {
                    if to == valueStart, text[position] != 0x20, text[position] != 0x09 { position += 1 }
                    continue
                }
                result = finish(position, 1, value)
                return to
            }
        }
        return result
    }
}
