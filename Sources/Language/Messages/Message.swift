/// A text with places to be filled in, in a subset of ICU MessageFormat:
/// `{name}`, `{share, number, percent}`, `{when, date}`, `{count, plural, =0 {nobody} one {# person} other {# people}}`,
/// `{kind, select, mail {by mail} other {otherwise}}`. `''` is an apostrophe, `'{'` a brace.
package struct Message: Hashable, Sendable {
    package indirect enum Part: Hashable, Sendable {
        case text(String)
        case argument(String, Style)
        /// The number of the plural around it.
        case count
        case plural(String, exact: [Int: Message], [PluralCategory: Message])
        case select(String, [String: Message])
    }

    package enum Style: String, CaseIterable, Sendable {
        /// As the kind of the argument asks for.
        case plain = ""
        case number, percent, compact, date, time, moment
    }

    package let parts: [Part]

    package init(parts: [Part]) { self.parts = parts }
}

extension Message {
    /// The names it wants filled in.
    package var placeholders: Set<String> {
        parts.reduce(into: []) { names, part in
            switch part {
            case .text, .count: break
            case .argument(let name, _): names.insert(name)
            case .plural(let name, let exact, let categories):
                names.insert(name)
                for branch in exact.values { names.formUnion(branch.placeholders) }
                for branch in categories.values { names.formUnion(branch.placeholders) }
            case .select(let name, let branches):
                names.insert(name)
                for branch in branches.values { names.formUnion(branch.placeholders) }
            }
        }
    }

    /// The categories of every plural in it, and the choices of every select, for comparing translations.
    package var plurals: [Set<PluralCategory>] {
        parts.flatMap { part -> [Set<PluralCategory>] in
            switch part {
            case .plural(_, let exact, let branches): [Set(branches.keys)] + exact.values.flatMap(\.plurals) + branches.values.flatMap(\.plurals)
            case .select(_, let branches): branches.values.flatMap(\.plurals)
            case .text, .count, .argument: []
            }
        }
    }

    package var selects: [String: Set<String>] {
        parts.reduce(into: [:]) { found, part in
            if case .select(let name, let branches) = part { found[name] = Set(branches.keys) }
        }
    }
}
