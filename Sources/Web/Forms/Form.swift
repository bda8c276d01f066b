package import Kernel

/// The fields of a submitted form, read with what they must be: what is wrong is said per field.
///
///     let draft = Draft(name: try form.text("name", 1...200), email: form.optional("email"))
package struct Form: Sendable {
    private let fields: [(name: String, value: String)]
    /// Who filled it in, so that what is wrong with it is said in their words.
    var reader: Texts?

    package init() { fields = [] }
    package init(urlEncoded bytes: some Sequence<UInt8>) { fields = Percent.pairs(bytes) }
    /// - Parameter reader: who filled it in, where it came in the address.
    package init(_ fields: [(name: String, value: String)], reader: Texts? = nil) {
        self.fields = fields
        self.reader = reader
    }

    package var isEmpty: Bool { fields.isEmpty }

    /// The value as it was typed, without white space around it; empty when it is not there.
    package subscript(_ name: String) -> String { fields.first { $0.name == name }.map { trimmed($0.value) } ?? "" }
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map { trimmed($0.value) } }
    package func optional(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }
    /// Whether a box was ticked or a button of that name pressed.
    package func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension Form {
    /// A text of so many characters; lines end with a plain line feed.
    package func text(_ name: String, _ length: ClosedRange<Int> = 0...500) throws -> String {
        let text = self[name].replacing("\r\n", with: "\n")
        try Failure.require(!text.isEmpty || length.lowerBound == 0, name, "must not be empty")
        try Failure.require(length.contains(text.unicodeScalars.count), name, "must have \(length.lowerBound) to \(length.upperBound) characters")
        return text
    }

    package func int(_ name: String, _ range: ClosedRange<Int> = Int.min...Int.max) throws -> Int {
        guard let number = Int(self[name]) else { throw Failure.invalid(name, "must be a whole number") }
        try Failure.require(range.contains(number), name, "must be between \(range.lowerBound) and \(range.upperBound)")
        return number
    }

    package func day(_ name: String) throws -> Day {
        guard let day = Day(self[name]) else { throw Failure.invalid(name, "must be a day, such as 2026-11-22") }
        return day
    }

    package func id<Subject>(_ name: String, of: Subject.Type = Subject.self) throws -> ID<Subject> {
        guard let id = ID<Subject>(self[name]) else { throw Failure.invalid(name, "must be chosen") }
        return id
    }

    package func choice<Choice: RawRepresentable<String>>(_ name: String, of: Choice.Type = Choice.self) throws -> Choice {
        guard let choice = Choice(rawValue: self[name]) else { throw Failure.invalid(name, "must be one of the choices") }
        return choice
    }
}

private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }), let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
}
