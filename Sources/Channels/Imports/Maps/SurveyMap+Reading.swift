import Foundation
import Kernel
import Timeline
import Yams

extension SurveyMap {
    /// Reads a map from a YAML file. Throws one sentence with line and column when it is wrong.
    package init(path: String) throws {
        let bytes = try ByteSource(path: path).read(upTo: Self.sizeLimit + 1)
        try Failure.require(bytes.count <= Self.sizeLimit, path, "is too long for a map of columns.")
        try self.init(yaml: String(decoding: bytes, as: UTF8.self), name: path)
    }

    private static let sizeLimit = 1 << 18

    package init(yaml: String, name: String) throws {
        let map = try MapNode(Self.composed(yaml, name), of: name)
        try map.check(keys: ["source", "respondent", "at", "channel", "weight", "missing", "traits", "properties", "answers"])
        let missing = try map.codes("missing")
        (self.name, self.yaml) = (name, yaml)
        source = try map.text("source")
        respondent = try map.value("respondent")
        at = try map.value("at")
        channel = try map.optionalValue("channel") ?? Value(parts: [.text("survey")], line: 1)
        weight = try map.optionalValue("weight")
        traits = try map.named("traits")
        properties = try map.named("properties")
        answers = try map.list("answers").map { try Answer($0, missing: missing) }
        try Failure.require(!answers.isEmpty, name, "has no answers: say which columns are ratings, under answers.")
    }

    private static func composed(_ yaml: String, _ name: String) throws -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw Failure.invalid(name, "is empty.") }
            return node
        } catch let error as YamlError {
            throw Failure.invalid(name, "is not valid YAML: \(error.sentence).")
        }
    }
}

extension SurveyMap.Answer {
    fileprivate init(_ map: MapNode, missing: Set<String>) throws {
        try map.check(keys: ["column", "kind", "name", "stage", "department", "control", "scale", "question", "missing", "codes", "properties"])
        column = try map.needed("column")
        question = try map.text("question") ?? ""
        scale = try map.choice("scale", Scale.allCases.map { ($0.key, $0) }) ?? .rating
        let key = try map.needed("kind")
        let stage = try map.choice("stage", Stage.allCases.map { ($0.key, $0) })
        let control = try map.choice("control", [("direct", Control.direct), ("indirect", .indirect)]) ?? .direct
        let name = try map.text("name") ?? (question.isEmpty ? key : question)
        kind = Kind(key, name, stage, try map.text("department") ?? "", control)
        self.missing = map.has("missing") ? try map.codes("missing") : missing
        codes = try map.numbers("codes")
        properties = try map.named("properties")
        line = map.line
    }
}

extension YamlError {
    /// What is wrong and where, without the excerpt that the description draws.
    fileprivate var sentence: String {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            "line \(context.mark.line): \(duplicates.map { "“\($0)”" }.joined(separator: ", ")) stands twice"
        default: "\(self)".replacing("\n", with: " ")
        }
    }
}
