import Foundation

/// How the letters of a text are written as bytes. What a message says of it is often wrong: the bytes are believed first.
struct Charset: Hashable, Sendable {
    /// As the C library calls it.
    let name: String

    static let utf8 = Charset(known: "UTF-8")

    private init(known name: String) { self.name = name }

    /// `nil` for a name that nobody knows. Some mean more than they say: what is called Latin 1 is Windows' Latin, and GB 2312 is GB 18030.
    init?(_ label: String) {
        let label = label.trimmingCharacters(in: .whitespaces).lowercased()
        guard !label.isEmpty, label.utf8.count <= 40, label.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }) else {
            return nil
        }
        let name =
            switch label {
            case "utf8", "utf-8", "us-ascii", "ascii", "ansi_x3.4-1968", "unicode-1-1-utf-8": "UTF-8"
            case "iso-8859-1", "latin1", "iso8859-1", "cp1252", "windows-1252", "x-ansi": "WINDOWS-1252"
            case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312", "gb18030": "GB18030"
            case "big5", "x-x-big5", "cn-big5", "big5-hkscs": "BIG5-HKSCS"
            case "ks_c_5601-1987", "euc-kr", "cp949": "CP949"
            case "cp1251", "win-1251", "windows1251": "WINDOWS-1251"
            case "cp1250", "win-1250", "windows1250": "WINDOWS-1250"
            case "iso-8859-8-i": "ISO-8859-8"
            default: label.uppercased()
            }
        let converter = iconv_open("UTF-8", name)
        guard converter != Self.none else { return nil }
        iconv_close(converter)
        self.name = name
    }

    /// `nil` when the bytes are not written this way.
    func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        if self == .utf8 { return String(validating: bytes, as: UTF8.self) }
        let decoded = convert(bytes)
        return decoded.bad == 0 ? decoded.text : nil
    }

    /// With � for what is not written this way.
    func decodeLossily(_ bytes: ArraySlice<UInt8>) -> String {
        self == .utf8 ? String(decoding: bytes, as: UTF8.self) : convert(bytes).text
    }

    private static var none: iconv_t? { iconv_t(bitPattern: -1) }

    private func convert(_ bytes: ArraySlice<UInt8>) -> (text: String, bad: Int) {
        guard let converter = iconv_open("UTF-8", name), converter != Self.none else { return (String(decoding: bytes, as: UTF8.self), 1) }
        defer { iconv_close(converter) }
        var (input, bad) = (Array(bytes), 0)
        var output: [UInt8] = []
        output.reserveCapacity(input.count * 2)
        var piece = [CChar](repeating: 0, count: 16_384)
        input.withUnsafeMutableBytes { raw in
            var source = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = raw.count
            while left > 0 {
                let (status, code) = piece.withUnsafeMutableBufferPointer { buffer -> (Int, Int32) in
                    var (target, room) = (buffer.baseAddress, buffer.count)
                    let status = iconv(converter, &source, &left, &target, &room)
                    let code = errno
                    output.append(contentsOf: UnsafeRawBufferPointer(buffer).prefix(buffer.count - room))
                    return (status, code)
                }
                guard status == -1, code != E2BIG else { continue }
                // One byte that means nothing, or a letter that is cut off at the end.
                bad += code == EINVAL ? 0 : 1
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                source = source.map { $0 + 1 }
                left -= 1
            }
        }
        return (String(decoding: output, as: UTF8.self), bad)
    }
}

extension Charset {
    /// The text of bytes that are said to be written in a charset.
    ///
    /// - Returns: with what is wrong with the word of the message, if anything.
    static func text(_ bytes: ArraySlice<UInt8>, label: String?) -> (text: String, trouble: MailTrouble?) {
        let named = label.flatMap { Charset($0) }
        let unknown: MailTrouble? = label != nil && named == nil ? .unknownCharset : nil
        // Text of another charset hardly ever is UTF-8 by chance.
        if !bytes.contains(where: { $0 >= 0x80 }), named?.name.hasPrefix("ISO-2022") != true, named?.name.hasPrefix("UTF-16") != true {
            return (String(decoding: bytes, as: UTF8.self), nil)
        }
        if named != .utf8, let text = utf8Text(bytes) { return (text, named == nil ? unknown : .wrongCharset) }
        if let named, let text = named.decode(bytes) { return (text, nil) }
        if let named, named != .utf8 { return (named.decodeLossily(bytes), .wrongCharset) }
        if let text = utf8Text(bytes) { return (text, unknown) }
        let guess = guessed(Array(bytes))
        return (guess.decodeLossily(bytes), unknown ?? (label == nil ? nil : .wrongCharset))
    }

    /// The end may be half a letter, where the text was cut.
    private static func utf8Text(_ bytes: ArraySlice<UInt8>) -> String? {
        for missing in 0...min(3, bytes.count) {
            if let text = String(validating: bytes.dropLast(missing), as: UTF8.self) { return text }
        }
        return nil
    }
}
