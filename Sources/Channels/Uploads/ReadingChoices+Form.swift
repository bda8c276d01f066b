import Foundation
import Kernel
import Timeline
import Web

extension ReadingChoices {
    /// What a form of the plan says. Fields that it did not show keep what they had.
    ///
    /// - Parameter columns: the names of the columns as the form showed them, in order.
    init(_ form: Form, columns: [String], keeping old: ReadingChoices) {
        self = old
        let all: [(String, WritableKeyPath<ReadingChoices, String?>)] = [
            ("format", \.format), ("encoding", \.encoding), ("zone", \.timeZone), ("kind", \.kind), ("channel", \.channel), ("scale", \.scale),
            ("currency", \.currency), ("source", \.source),
        ]
        for (name, field) in all where form.has(name) { self[keyPath: field] = form.optional(name) }
        currency = currency?.uppercased()
        if form.has("header") { hasHeader = Self.flag(form["header"]) }
        if form.has("day") { dayFirst = Self.flag(form["day"]) }
        guard form.has("column.0") else { return }
        self.columns = columns.enumerated().map { Column(name: $1, meaning: form["column.\($0)"]) }
    }

    private static func flag(_ text: String) -> Bool? { text == "yes" ? true : text == "no" ? false : nil }

    /// - Throws: `invalid` for the field that is wrong.
    func check(_ form: Form) throws {
        let isChoice = "must be one of the choices"
        if let format { try Failure.require(FileFormat(name: format) != nil, "format", isChoice) }
        if let encoding { try Failure.require(TextEncoding(rawValue: encoding) != nil, "encoding", isChoice) }
        if let timeZone { try Failure.require(TimeZone(identifier: timeZone) != nil, "zone", "must be a time zone, such as Europe/Warsaw") }
        if let scale { try Failure.require(scale == Mapping.ownScale || Scale(key: scale) != nil, "scale", isChoice) }
        if let kind { try Failure.require(kind.utf8.count <= 200, "kind", "must have 1 to 200 bytes") }
        if let channel { try Failure.require(channel.utf8.count <= 100, "channel", "must have 1 to 100 bytes") }
        if let source { try Failure.require(source.utf8.count <= 100, "source", "must have 1 to 100 bytes") }
        let needsCurrency = says("value") && !says("currency")
        if currency != nil || needsCurrency {
            try Failure.require(currency.flatMap { Currency($0) } != nil, "currency", "must be a code of three letters, such as EUR")
        }
        for column in columns where !column.meaning.isEmpty {
            try Failure.require(Mapping.Meaning(name: column.meaning) != nil, "column", isChoice)
        }
    }

    var withoutColumns: ReadingChoices {
        var choices = self
        choices.columns = []
        return choices
    }

    /// Forgets what was said about columns that are not there when the file is read in another way.
    mutating func keepOnly(_ names: [String]) {
        let known = Set(names)
        columns.removeAll { !known.contains($0.name) }
    }
}
