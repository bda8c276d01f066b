package import Kernel

/// What a place in a message is filled with.
package enum MessageValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case moment(Instant)
    case day(Day)
}

/// A value that can stand in a message: `["count": 12, "name": person.name]`.
package protocol MessageArgument: Sendable {
    var messageValue: MessageValue { get }
}

extension String: MessageArgument { package var messageValue: MessageValue { .text(self) } }
extension Int: MessageArgument { package var messageValue: MessageValue { .number(Double(self)) } }
extension Double: MessageArgument { package var messageValue: MessageValue { .number(self) } }
extension Instant: MessageArgument { package var messageValue: MessageValue { .moment(self) } }
extension Day: MessageArgument { package var messageValue: MessageValue { .day(self) } }

extension Message {
    /// The text with its places filled in. `format` writes one value in the reader's language; a place without a value shows its name.
    package func filled(
        _ arguments: [String: MessageValue], in language: ReaderLanguage, format: (MessageValue, Style) -> String
    ) -> String {
        var text = ""
        fill(arguments, language, count: nil) { piece in
            switch piece {
            case .literal(let literal): text += literal
            case .value(let value, let style): text += format(value, style)
            case .missing(let name): text += "{\(name)}"
            }
        }
        return text
    }

    /// A piece of a message being filled, for those who treat literals and values differently.
    package enum Piece: Sendable {
        case literal(String)
        case value(MessageValue, Style)
        case missing(String)
    }

    package func fill(_ arguments: [String: MessageValue], _ language: ReaderLanguage, count: Double? = nil, into receive: (Piece) -> Void) {
        for part in parts {
            switch part {
            case .text(let text): receive(.literal(text))
            case .count: receive(.value(.number(count ?? 0), .number))
            case .argument(let name, let style): receive(arguments[name].map { .value($0, style) } ?? .missing(name))
            case .plural(let name, let exact, let categories):
                guard case .number(let number)? = arguments[name] else {
                    receive(.missing(name))
                    continue
                }
                let branch = Int(exactly: number).flatMap { exact[$0] } ?? categories[language.pluralCategory(of: number)] ?? categories[.other]
                branch?.fill(arguments, language, count: number, into: receive)
            case .select(let name, let branches):
                guard case .text(let choice)? = arguments[name] else {
                    receive(.missing(name))
                    continue
                }
                (branches[choice] ?? branches["other"])?.fill(arguments, language, count: count, into: receive)
            }
        }
    }
}
