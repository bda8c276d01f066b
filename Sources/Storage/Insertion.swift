import Synchronization

/// Rows for one table, of which those stay out that are there already.
///
/// The first column is a number that no two rows share; by it an engine can say which rows it took.
package final class Insertion: Sendable {
    private let table: String
    private let columns: [String]
    private let unique: [String]
    /// Whether what is there is told by keys that an engine may keep apart from the table, where it finds the tables for them: the table is
    /// `touchpoint`, and they are a number `source` and sixteen bytes `source_key`.
    package let isKeyedLate: Bool
    /// A statement is written once; engines ask for few lengths.
    private let texts = Mutex<[Shape: String]>([:])

    private struct Shape: Hashable {
        let rows: Int
        let placeholder: Placeholder
        let kind: Kind
    }

    package enum Kind: Hashable {
        case plain
        /// It answers the numbers of the rows that were taken.
        case answering
        /// All rows are known to be new.
        case whatIsNew
    }

    /// - Parameter unique: columns that together are there only once.
    package init(into table: String, _ columns: [String], unique: [String], isKeyedLate: Bool = false) {
        self.table = table
        self.columns = columns
        self.unique = unique
        self.isKeyedLate = isKeyedLate
    }

    /// The statement for so many rows at once.
    package func text(rows: Int, _ placeholder: Placeholder, _ kind: Kind = .plain) -> String {
        let shape = Shape(rows: rows, placeholder: placeholder, kind: kind)
        return texts.withLock { texts in
            if let known = texts[shape] { return known }
            let text = written(shape)
            texts[shape] = text
            return text
        }
    }

    private func written(_ shape: Shape) -> String {
        let values = (0..<shape.rows).map { row in
            let places = (1...columns.count).map { shape.placeholder.rawValue + String(row * columns.count + $0) }
            return "(" + places.joined(separator: ", ") + ")"
        }
        let insertion = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values.joined(separator: ", "))"
        if shape.kind == .whatIsNew { return insertion }
        return insertion + " ON CONFLICT (\(unique.joined(separator: ", "))) DO NOTHING"
            + (shape.kind == .answering ? " RETURNING \(columns[0])" : "")
    }

    /// Where a column stands among what is known of a row before the writer's turn.
    package func place(of column: String, in rows: NewRows) -> Int {
        guard let place = columns.firstIndex(of: column) else { preconditionFailure("\(column) is none of the columns of \(table)") }
        return place - rows.numbersPerRow
    }
}

/// Rows on their way into a table, each in two parts: numbers that only the writer can say, and behind them what was known before.
package struct NewRows: Sendable {
    /// Row by row, so many of each.
    package let numbers: [Int64]
    package let numbersPerRow: Int
    package let values: [[Value]]

    /// - Precondition: there are as many numbers as the rows take, and each takes one at least.
    package init(numbers: [Int64], perRow numbersPerRow: Int = 1, values: [[Value]]) {
        precondition(numbersPerRow > 0 && numbers.count == numbersPerRow * values.count, "each row has its numbers")
        self.numbers = numbers
        self.numbersPerRow = numbersPerRow
        self.values = values
    }

    package var count: Int { values.count }

    /// By which an engine tells rows apart.
    package func number(of row: Int) -> Int64 { numbers[row * numbersPerRow] }

    package subscript(row: Int) -> [Value] {
        numbers[row * numbersPerRow..<(row + 1) * numbersPerRow].map { .integer($0) } + values[row]
    }
}

extension Transaction {
    /// Returns for each row whether it was new.
    package func insert(_ rows: NewRows, _ insertion: Insertion) throws -> [Bool] {
        rows.count == 0 ? [] : try connection.insert(rows, insertion)
    }
}
