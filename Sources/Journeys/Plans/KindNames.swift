import Timeline
import Web

/// Kinds as people type them: by the name under which they know them, or by key.
struct KindNames: Sendable {
    let catalogue: Timeline.Catalogue
    /// By key; where two kinds have one name, their keys stand for them.
    private let names: [String: String]
    /// By what is typed, in small letters.
    private let keys: [String: String]

    init(_ t: Texts, _ catalogue: Timeline.Catalogue) {
        self.catalogue = catalogue
        let named = catalogue.kinds.map { (key: $0.key, name: t.name(of: $0)) }
        let counts = named.reduce(into: [String: Int]()) { $0[$1.name.lowercased(), default: 0] += 1 }
        let unique = named.map { (key: $0.key, name: counts[$0.name.lowercased()] == 1 ? $0.name : $0.key) }
        names = Dictionary(unique.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        // What is a key means that kind, whatever another is called.
        keys = Dictionary(unique.map { ($0.name.lowercased(), $0.key) } + unique.map { ($0.key, $0.key) }, uniquingKeysWith: { $1 })
    }

    /// In the order of their names.
    var all: [String] { names.values.sorted() }

    /// `nil` of what no kind is called.
    func key(_ typed: String) -> String? { keys[typed.lowercased()] ?? keys[typed] }

    /// A key by its name; anything else as it was typed.
    func shown(_ typed: String) -> String { names[typed] ?? typed }
}
