import Timeline
import Web

extension Query {
    /// Days and segment, for a form that asks for something else.
    var scopeFields: HTML {
        keeping("period", "from", "to", "segment").pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }.joined()
    }
}

extension Texts {
    /// All kinds, by the names under which the reader knows them.
    func kindOptions(_ catalogue: Timeline.Catalogue) -> [Field.Option] {
        catalogue.kinds.map { (key: $0.key, name: name(of: $0)) }.sorted { $0.name < $1.name }.map { Field.Option($0.key, $0.name) }
    }
}
