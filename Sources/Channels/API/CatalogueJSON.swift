import Kernel
import Timeline

extension JSONObjectText {
    init(_ kind: Kind) {
        self.init()
        add("key", kind.key)
        add("name", kind.name)
        if let stage = kind.stage { add("stage", stage.key) } else { add("stage", json: "null".utf8) }
        add("department", kind.department)
        add("control", kind.control.key)
        add("goal", kind.goal)
    }

    init(_ channel: Channel) {
        self.init()
        add("key", channel.key)
        add("name", channel.name)
    }
}

extension Kind {
    /// What the body of a PUT says.
    ///
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    init(key: String, _ json: JSONValue) throws {
        try Failure.require(json.form == .object, "body", "must be a JSON object")
        let names: Set = ["name", "stage", "department", "control", "goal"]
        for (name, _) in json.members where !names.contains(name) {
            throw Failure.invalid(String(name.prefix(100)), "is no field here; there are \(names.sorted().joined(separator: ", "))")
        }
        try Failure.require((1...200).contains(key.utf8.count) && !key.utf8.contains(0), "key", "must have 1 to 200 bytes")
        try self.init(
            key, readText(json["name"], "name", 1...200), readStage(json["stage"]), readText(json["department"], "department", 0...100),
            readControl(json["control"]), goal: readText(json["goal"], "goal", 0...1_000))
    }
}

private func readText(_ value: JSONValue?, _ field: String, _ length: ClosedRange<Int>) throws -> String {
    guard let value else {
        try Failure.require(length.lowerBound == 0, field, "must be given")
        return ""
    }
    guard let text = value.string, length.contains(text.unicodeScalars.count), !text.utf8.contains(0) else {
        throw Failure.invalid(field, "must be a text of \(length.lowerBound) to \(length.upperBound) characters")
    }
    return text
}

private func readStage(_ value: JSONValue?) throws -> Stage? {
    guard let value else { return nil }
    guard let stage = value.string.flatMap(Stage.init(key:)) else {
        throw Failure.invalid("stage", "must be null or one of \(Stage.allCases.map(\.key).joined(separator: ", "))")
    }
    return stage
}

private func readControl(_ value: JSONValue?) throws -> Control {
    guard let value else { return .direct }
    guard let control = Control.allCases.first(where: { $0.key == value.string }) else {
        throw Failure.invalid("control", "must be direct or indirect")
    }
    return control
}

extension Control {
    /// How the API names it.
    var key: String { self == .direct ? "direct" : "indirect" }
}
