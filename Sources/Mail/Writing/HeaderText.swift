import Foundation
import Kernel

/// Words in the head of a message (RFC 2047): plain where they are ASCII, else encoded, and never with a line end of their own.
enum HeaderText {
    /// So many bytes of UTF-8 in an encoded word, which has 75 characters at most.
    private static let most = 42

    static func words(_ text: String) -> String {
        let line = text.oneLine
        if line.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !line.contains("=?") { return folded(line) }
        return encoded(line)
    }

    /// `Kim Li <kim@example.com>`
    static func address(_ address: MailAddress) -> String {
        let name = address.name.oneLine
        if name.isEmpty { return address.address }
        if name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), name.utf8.count <= 60, !name.contains("=?") {
            let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(quoted)\" <\(address.address)>"
        }
        return "\(encoded(name))\r\n <\(address.address)>"
    }

    /// What stands behind a field (RFC 2231), on lines of its own: as it is where it is short and ASCII, else as the bytes of its UTF-8.
    static func parameter(_ name: String, _ text: String) -> String {
        let value = text.oneLine
        if value.utf8.count <= 60, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) && !"\"\\%".utf8.contains($0) }) {
            return ";\r\n \(name)=\"\(value)\""
        }
        var pieces = [""]
        for scalar in value.unicodeScalars {
            let piece = String(scalar).utf8.map(\.percentEncoded).joined()
            if pieces[pieces.count - 1].utf8.count + piece.utf8.count > 48 { pieces.append("") }
            pieces[pieces.count - 1] += piece
        }
        if pieces.count == 1 { return ";\r\n \(name)*=UTF-8''\(pieces[0])" }
        return pieces.enumerated().map { ";\r\n \(name)*\($0)*=\($0 == 0 ? "UTF-8''" : "")\($1)" }.joined()
    }

    /// Scalar by scalar, so that no letter is cut in two.
    private static func encoded(_ text: String) -> String {
        var (words, word): ([[UInt8]], [UInt8]) = ([], [])
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > most {
                words.append(word)
                word = []
            }
            word += bytes
        }
        if !word.isEmpty { words.append(word) }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Lines of about 70 characters, broken at blanks; a word longer than a line may be is encoded.
    private static func folded(_ text: String) -> String {
        var (lines, line): ([String], String) = ([], "")
        for word in text.split(separator: " ") {
            guard word.utf8.count <= 400 else { return encoded(text) }
            if !line.isEmpty, line.utf8.count + word.utf8.count > 70 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\r\n ")
    }
}
