extension JSONValue {
    /// The value over several lines, for somebody to read and correct. Names, texts and numbers stay as they were written.
    var laidOut: String {
        var lines: [UInt8] = []
        layOut(into: &lines, indentation: 0)
        return String(decoding: lines, as: UTF8.self)
    }

    /// The value without white space between its parts.
    var compact: [UInt8] {
        switch form {
        case .object:
            let members = membersAsWritten.map { $0.name + [UInt8(ascii: ":")] + $0.value.compact }
            return [UInt8(ascii: "{")] + Array(members.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "}")]
        case .list: return jsonList(elements.map(\.compact))
        default: return Array(raw)
        }
    }

    private func layOut(into lines: inout [UInt8], indentation: Int) {
        switch form {
        case .object: layOut(members: membersAsWritten, "{", "}", into: &lines, indentation)
        case .list: layOut(members: elements.map { ([], $0) }, "[", "]", into: &lines, indentation)
        default: lines += raw
        }
    }

    private func layOut(
        members: [(name: [UInt8], value: JSONValue)], _ open: String, _ close: String, into lines: inout [UInt8], _ indentation: Int
    ) {
        lines += open.utf8
        for (place, member) in members.enumerated() {
            lines += "\(place == 0 ? "" : ",")\n\(String(repeating: "  ", count: indentation + 1))".utf8
            lines += member.name
            if !member.name.isEmpty { lines += ": ".utf8 }
            member.value.layOut(into: &lines, indentation: indentation + 1)
        }
        lines += "\(members.isEmpty ? "" : "\n" + String(repeating: "  ", count: indentation))\(close)".utf8
    }

    private var membersAsWritten: [(name: [UInt8], value: JSONValue)] {
        var members: [(name: [UInt8], value: JSONValue)] = []
        forEachMember { key, value in members.append((Array(JSONValue(text, key).raw), JSONValue(text, value))) }
        return members
    }
}
