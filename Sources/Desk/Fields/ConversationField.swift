import Foundation
import Kernel
import Language
import Web

/// Something that staff write beside conversations: an order number, a carrier, until when.
struct ConversationField: Hashable, Sendable {
    /// What programs and entries call it: made from its first name, and the same for ever.
    let key: String
    let kind: Kind
    /// One of them at least.
    let names: [ReaderLanguage: String]
    /// Of a choice what can be chosen.
    let choices: [String]
    /// Nobody fills it in any more; what is filled in stays.
    let isPutAway: Bool

    enum Kind: String, Sendable, CaseIterable { case text, number, date, choice, yes }
}

extension ConversationField {
    static let longestName = 60
    static let longestValue = 500
    static let mostChoices = 50

    /// In the reader's language; where there is none of it, in the first there is.
    func name(_ t: Texts) -> String { names[t.language] ?? name }

    /// For programs and exports.
    var name: String { ReaderLanguage.allCases.lazy.compactMap { names[$0] }.first ?? key }

    /// A value as it is kept: `nil` where nothing was typed.
    ///
    /// - Throws: `invalid` for what it cannot hold.
    func value(_ typed: String, at place: String) throws -> String? {
        guard !typed.isEmpty else { return nil }
        try Failure.require(typed.unicodeScalars.count <= Self.longestValue, place, "must have 0 to \(Self.longestValue) characters")
        try Failure.require(!typed.utf8.contains(0), place, "must not contain the character U+0000")
        switch kind {
        case .text: return typed
        case .number:
            let plain = typed.replacing(",", with: ".").filter { !$0.isWhitespace }
            guard let number = Double(plain), number.isFinite else { throw Failure.invalid(place, "must be a number") }
            return plain
        case .date:
            guard let day = Day(typed) else { throw Failure.invalid(place, "must be a day, such as 2026-11-22") }
            return "\(day)"
        case .choice:
            try Failure.require(choices.contains(typed), place, "must be one of the choices")
            return typed
        case .yes:
            try Failure.require(typed == "yes" || typed == "no", place, "must be yes or no")
            return typed
        }
    }

    /// As it is shown.
    func shown(_ value: String, _ t: Texts) -> String {
        switch kind {
        case .yes: t(value == "yes" ? "desk.fields.yes" : "desk.fields.no")
        case .date: Day(value).map { t.date($0) } ?? value
        default: value
        }
    }
}
