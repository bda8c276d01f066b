extension TextEncoding {
    /// Told by a byte order mark, by zeros (UTF-16), by being valid UTF-8, or by which bytes stand beside one another.
    static func guessed(from head: [UInt8]) -> TextEncoding {
        if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        if let encoding = zeros(in: head) { return encoding }
        return isUTF8(head) ? .utf8 : singleBytes(in: head)
    }

    /// Text of any language has spaces, digits and line ends, one byte of which is zero in UTF-16.
    private static func zeros(in head: [UInt8]) -> TextEncoding? {
        var counts = [0, 0]
        for (place, byte) in head.enumerated() where byte == 0 { counts[place & 1] += 1 }
        let enough = head.count / 20 + 1
        if counts[1] > enough, counts[0] * 10 < counts[1] { return .utf16LittleEndian }
        if counts[0] > enough, counts[1] * 10 < counts[0] { return .utf16BigEndian }
        return nil
    }

    /// A few bad bytes do not make it another encoding: their rows are told instead. The end may be half a character.
    private static func isUTF8(_ head: [UInt8]) -> Bool {
        var (good, bad, position) = (0, 0, 0)
        while position < head.count {
            let length = sequenceLength(head, at: position)
            if length > 1 { good += 1 }
            if length == 0, position + 3 < head.count { bad += 1 }
            position += max(1, length)
        }
        return bad == 0 || good > 3 * bad
    }

    /// Bytes of the UTF-8 sequence here; 0 when there is none.
    private static func sequenceLength(_ head: [UInt8], at position: Int) -> Int {
        let length =
            switch head[position] {
            case ..<0x80: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard length > 0, position + length <= head.count else { return 0 }
        return head[(position + 1)..<(position + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
    }

    /// Chinese comes in pairs that mostly begin with B0…D7 (its common characters); Cyrillic words are made of high bytes throughout;
    /// in Polish or Czech ones they stand among letters of ASCII.
    private static func singleBytes(in head: [UInt8]) -> TextEncoding {
        let chinese = chinesePairs(head)
        if chinese.bad * 50 <= chinese.good, chinese.common * 5 >= chinese.good * 3 { return .gb18030 }
        var (alone, inWords) = (0, 0)
        for place in head.indices.dropFirst().dropLast() where head[place] >= 0x80 {
            if isLetter(head[place - 1]) || isLetter(head[place + 1]) { alone += 1 } else { inWords += 1 }
        }
        return alone > inWords ? .windows1250 : .windows1251
    }

    private static func chinesePairs(_ head: [UInt8]) -> (good: Int, common: Int, bad: Int) {
        var (good, common, bad, position) = (0, 0, 0, 0)
        while position + 1 < head.count {
            let (lead, trail) = (head[position], head[position + 1])
            guard lead >= 0x80 else {
                position += 1
                continue
            }
            if (0x81...0xFE).contains(lead), trail >= 0x40, trail != 0x7F, trail != 0xFF {
                good += 1
                if (0xA1...0xA3).contains(lead) || (0xB0...0xD7).contains(lead) { common += 1 }
            } else {
                bad += 1
            }
            position += 2
        }
        return (good, common, bad)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
