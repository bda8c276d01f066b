extension Record {
    /// What makes the record unreadable, if anything does: bytes that are no text.
    var fault: String? {
        bytes.withUnsafeBufferPointer { all in
            let content = UnsafeBufferPointer(rebasing: all[..<count])
            if content.contains(0) { return "it holds a NUL character, which no text has" }
            if content.isASCII || content.isUTF8 { return nil }
            let column = fields.first { !UnsafeBufferPointer(rebasing: all[$0.start..<$0.end]).isUTF8 }?.column ?? 0
            return "value \(column + 1) holds bytes that are no text in the file's encoding"
        }
    }

    /// The values by column, as well as they can be read, for the list of rejected rows.
    func texts(width: Int) -> [String] {
        var room = RejectedRow.textLimit
        var texts = [String](repeating: "", count: min(max(width, (fields.last?.column ?? 0) + 1), Header.limit))
        for field in fields where field.column < texts.count && room > 0 {
            texts[field.column] = String(decoding: bytes[field.start..<min(field.end, field.start + room)], as: UTF8.self)
            room -= field.end - field.start
        }
        return texts
    }
}

extension UnsafeBufferPointer<UInt8> {
    var isASCII: Bool {
        let raw = UnsafeRawBufferPointer(self)
        var (high, position): (UInt64, Int) = (0, 0)
        while position + 8 <= raw.count {
            high |= raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            position += 8
        }
        while position < raw.count {
            high |= UInt64(raw[position])
            position += 1
        }
        return high & 0x8080_8080_8080_8080 == 0
    }

    var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }  // Where it is wrong does not matter, only that it is.
}
