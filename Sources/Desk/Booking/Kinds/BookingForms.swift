import Kernel
import Language
import Timeline
import Web

/// A kind as a form says it.
enum BookingTermsForm {
    static func name(_ language: ReaderLanguage) -> String { "name_\(language.rawValue)" }
    static func about(_ language: ReaderLanguage) -> String { "about_\(language.rawValue)" }
    static func taker(_ staff: ID<Viewer>) -> String { "taker_\(staff)" }
    static func ask(_ question: BookingTerms.Question) -> String { "ask_\(question.rawValue)" }

    /// What stands in the fields.
    static func fields(_ terms: BookingTerms) -> [String: String] {
        var fields = [
            "minutes": "\(terms.minutes)", "pause": "\(terms.pause)", "ahead": "\(terms.daysAhead)", "before": "\(terms.hoursBefore)",
            "meeting": terms.meeting.rawValue, "place": terms.place, "own_hours": terms.week == nil ? "" : "on",
        ]
        for language in ReaderLanguage.allCases {
            fields[name(language)] = terms.names[language.rawValue]
            fields[about(language)] = terms.abouts[language.rawValue]
        }
        for staff in terms.takers { fields[taker(staff)] = "on" }
        for question in BookingTerms.Question.allCases { fields[ask(question)] = terms.asking(question).rawValue }
        for (day, text) in zip(HoursForm.days, terms.week ?? []) { fields[day] = text }
        return fields
    }

    /// - Throws: `invalid` with the field and what is wrong with it.
    static func terms(_ form: Form, _ sort: BookingKind.Sort, _ colleagues: [Colleague]) throws -> BookingTerms {
        var terms = BookingTerms(names: [:])
        for language in ReaderLanguage.allCases {
            let (name, about) = (try form.text(Self.name(language), 0...100), try form.text(Self.about(language), 0...1_000))
            if !name.isEmpty { terms.names[language.rawValue] = name }
            if !about.isEmpty { terms.abouts[language.rawValue] = about }
        }
        try Failure.require(!terms.names.isEmpty, Self.name(.en), "must say something, in one language at least")
        for question in BookingTerms.Question.allCases {
            terms.asks[question.rawValue] = form[ask(question)].isEmpty ? .no : try form.choice(ask(question))
        }
        guard sort == .appointment else { return terms }
        (terms.minutes, terms.pause) = (try form.int("minutes", 5...480), try form.int("pause", 0...240))
        (terms.daysAhead, terms.hoursBefore) = (try form.int("ahead", 1...365), try form.int("before", 0...720))
        terms.meeting = try form.choice("meeting")
        terms.place = try form.text("place", (terms.meeting == .phone ? 0 : 1)...300)
        let isLink = terms.place.wholeMatch(of: /https:\/\/[^\s"<>]+/) != nil
        try Failure.require(terms.meeting != .video || isLink, "place", "must begin with https://")
        // Whoever is to be called says by which number.
        if terms.meeting == .phone { terms.asks[BookingTerms.Question.phone.rawValue] = .required }
        terms.takers = colleagues.map(\.id).filter { form.has(taker($0)) }
        terms.week = form.has("own_hours") ? try week(form) : nil
        return terms
    }

    private static func week(_ form: Form) throws -> [String] {
        let days = try HoursForm.days.map { day in
            do { return try [OpenInterval](reading: form.text(day, 0...200)).words } catch Failure.invalid(_, let reason) {
                throw Failure.invalid(day, reason)
            }
        }
        do { _ = try BookingTerms.week(days) } catch Failure.invalid(_, let reason) { throw Failure.invalid("monday", reason) }
        return days
    }
}
