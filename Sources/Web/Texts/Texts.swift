package import Foundation
package import Kernel
package import Language

/// The words, numbers and dates of one reader: their language, their time zone, their now. Pages carry it as `t`.
///
///     t("customers.title")                        // "Customers"
///     t("customers.count", ["count": 12])         // "12 customers"
///     t.date(customer.since)
package struct Texts: Sendable {
    package let language: ReaderLanguage
    package let timeZone: TimeZone
    package let now: Instant
    private let catalogue: Catalogue

    package init(_ language: ReaderLanguage, timeZone: TimeZone = .gmt, now: Instant, catalogue: Catalogue = .embedded) {
        self.language = language
        self.timeZone = timeZone
        self.now = now
        self.catalogue = catalogue
    }

    package func callAsFunction(_ key: String, _ arguments: [String: any MessageArgument] = [:]) -> String {
        catalogue.message(key, in: language).filled(arguments.mapValues(\.messageValue), in: language, format: format)
    }

    /// A text some of whose places are markup, such as links; everything else in it is escaped.
    package func html(_ key: String, _ arguments: [String: any MessageArgument] = [:], markup: [String: HTML]) -> HTML {
        var html = HTML.nothing
        catalogue.message(key, in: language).fill(arguments.mapValues(\.messageValue), language) { piece in
            switch piece {
            case .literal(let text): html += HTML(escaping: text)
            case .value(let value, let style): html += HTML(escaping: format(value, style))
            case .missing(let name): html += markup[name] ?? HTML(escaping: "{\(name)}")
            }
        }
        return html
    }

    package func has(_ key: String) -> Bool { catalogue.has(key) }

    private func format(_ value: MessageValue, _ style: Message.Style) -> String {
        switch (value, style) {
        case (.text(let text), _): text
        case (.number(let value), .percent): percent(value)
        case (.number(let value), .compact): compact(value)
        case (.number(let value), _): number(value)
        case (.moment(let instant), .time): time(instant)
        case (.moment(let instant), .date): date(instant)
        case (.moment(let instant), _): moment(instant)
        case (.day(let day), _): date(day)
        }
    }
}

extension Context {
    /// The words of whoever asks.
    package var t: Texts { Texts(language, timeZone: timeZone, now: now) }
}
