import Kernel
import Web

/// A review as somebody has filled it in.
struct ReviewDraft: Sendable {
    /// The version of the scorecard that was filled in.
    let card: Int64
    /// Without speed, which nobody judges.
    let marks: Marks
    let comments: [String: String]
    let note: String
    let wantsSecond: Bool

    static let longest = 4_000

    static func mark(_ criterion: Scorecard.Criterion) -> String { "mark_\(criterion.key)" }
    static func comment(_ criterion: Scorecard.Criterion) -> String { "comment_\(criterion.key)" }

    /// - Throws: `invalid` with the field and what is wrong with it; where everything was skipped there is nothing to keep.
    init(_ form: Form, on card: Scorecard) throws {
        var (marks, comments): (Marks, [String: String]) = ([:], [:])
        let judged = card.terms.criteria.filter { $0.sort != .speed }
        for criterion in card.terms.criteria {
            let comment = try form.text(Self.comment(criterion), 0...1_000)
            if !comment.isEmpty { comments[criterion.key] = comment }
        }
        for criterion in judged {
            guard let text = form.optional(Self.mark(criterion)) else { continue }
            guard let mark = Mark(text, criterion.sort) else { throw Failure.invalid(Self.mark(criterion), "must be one of the choices") }
            marks[criterion.key] = mark
        }
        if let first = judged.first {
            try Failure.require(!marks.isEmpty, Self.mark(first), "must be given, or another one: of a review that skips everything nothing is left")
        }
        self.card = Int64(try form.int("card"))
        (self.marks, self.comments, wantsSecond) = (marks, comments, form.has("second"))
        note = try form.text("note", 0...Self.longest)
    }

    init(card: Int64, marks: Marks, comments: [String: String] = [:], note: String = "", wantsSecond: Bool = false) {
        (self.card, self.marks, self.comments, self.note, self.wantsSecond) = (card, marks, comments, note, wantsSecond)
    }

    /// What stands in the fields of a review that was given.
    static func fields(_ marks: Marks, _ card: Scorecard) -> [String: String] {
        var fields = ["card": "\(card.version)"]
        for criterion in card.terms.criteria { fields[mark(criterion)] = marks[criterion.key]?.text }
        return fields
    }
}
