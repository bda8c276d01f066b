extension JSONValue {
    /// The text of the object with other members put in front, which its own of the same name overrule, and one left out.
    func object(inheriting inherited: [(name: StaticString, value: [UInt8])], without left: StaticString) -> [UInt8] {
        var members = inherited.map { name, value in Array("\"\(name)\":".utf8) + value }
        forEachMember { key, value in
            if !isText(key, left) { members.append(JSONValue(text, key).raw + [UInt8(ascii: ":")] + JSONValue(text, value).raw) }
        }
        return [UInt8(ascii: "{")] + Array(members.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "}")]
    }
}
