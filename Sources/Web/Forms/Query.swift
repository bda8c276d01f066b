package import Kernel

/// The part of an address after `?`: what a page shows, so that it can be linked, reloaded and gone back to.
package struct Query: Sendable {
    package private(set) var pairs: [(name: String, value: String)] = []

    package init() {}
    package init(_ text: String) { pairs = Percent.pairs(text.utf8) }
    package init(_ pairs: KeyValuePairs<String, String?>) {
        for (name, value) in pairs { if let value { self.pairs.append((name, value)) } }
    }

    /// The first value of that name that is not empty.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name && !$0.value.isEmpty }?.value }
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    package func int(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
    package func day(_ name: String) -> Day? { self[name].flatMap { Day($0) } }
    package func id<Subject>(_ name: String, of: Subject.Type = Subject.self) -> ID<Subject>? { self[name].flatMap { ID<Subject>($0) } }
    package func choice<Choice: RawRepresentable<String>>(_ name: String, of: Choice.Type = Choice.self) -> Choice? {
        self[name].flatMap { Choice(rawValue: $0) }
    }
}

extension Query {
    /// The same question with one thing changed; `nil` takes it away.
    package func with(_ name: String, _ value: String?) -> Query {
        var result = self
        result.pairs.removeAll { $0.name == name }
        if let value { result.pairs.append((name, value)) }
        return result
    }

    /// One more of that name, beside those there are.
    package func adding(_ name: String, _ value: String) -> Query {
        var result = self
        result.pairs.append((name, value))
        return result
    }

    /// Only these names: what a link to another page carries along.
    package func keeping(_ names: String...) -> Query { keeping(names) }

    package func keeping(_ names: [String]) -> Query {
        var result = self
        result.pairs.removeAll { !names.contains($0.name) }
        return result
    }

    /// `?a=1&b=2`, or nothing.
    package var text: String {
        pairs.isEmpty ? "" : "?" + pairs.map { Percent.encoded($0.name) + "=" + Percent.encoded($0.value) }.joined(separator: "&")
    }
}
