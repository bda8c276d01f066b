package import Kernel

/// The messages of an mbox (RFC 4155), one after the other: each begins with a line that says `From `, who and when, behind an empty line.
package final class MailFile {
    package struct Message: Sendable {
        /// Where it begins in the file, counted from 1.
        package let line: Int
        /// The message itself, without the line before it; `nil` of one that is too long and was passed over.
        package let bytes: [UInt8]?
        /// When it was put there, as that line says.
        package let at: Instant?
    }

    /// A message may have so many bytes.
    package static let mostBytes = 64 << 20

    private let stream: TextStream
    private let mostBytes: Int
    private var line = 0
    /// The line that begins the next message.
    private var opening: (line: Int, text: String)?

    package convenience init(path: String) throws { self.init(try TextStream(ByteSource(path: path), encoding: .utf8)) }

    init(_ stream: TextStream, mostBytes: Int = MailFile.mostBytes) { (self.stream, self.mostBytes) = (stream, mostBytes) }

    package var bytesDone: Int64 { stream.source.consumed }
    package var bytesTotal: Int64? { stream.source.total }

    /// The next message; `nil` behind the last.
    package func next() throws -> Message? {
        while opening == nil {
            guard let text = try nextLine() else { return nil }
            if Self.isOpening(text) { opening = (line, String(decoding: text, as: UTF8.self)) }
        }
        guard let begun = opening else { return nil }
        opening = nil
        var (bytes, isTooLong, isBlank) = ([UInt8](), false, false)
        while let text = try nextLine() {
            if isBlank, Self.isOpening(text) {
                opening = (line, String(decoding: text, as: UTF8.self))
                break
            }
            isBlank = text.allSatisfy { $0 == 0x0D || $0 == 0x0A }
            isTooLong = isTooLong || bytes.count + text.count > mostBytes
            if isTooLong { bytes = [] } else { bytes += Self.unquoted(text) }
        }
        return Message(line: begun.line, bytes: isTooLong ? nil : bytes, at: Self.time(of: begun.text))
    }

    /// A line with its end; of one that never ends, pieces.
    private func nextLine() throws -> ArraySlice<UInt8>? {
        var from = stream.start
        while true {
            if let end = stream.bytes[from..<stream.end].firstIndex(of: 0x0A) { return taken(to: end + 1) }
            let seen = stream.end - stream.start
            if seen >= TextStream.chunk { return taken(to: stream.end) }
            guard try stream.readMore() else { return stream.start < stream.end ? taken(to: stream.end) : nil }
            from = stream.start + seen
        }
    }

    private func taken(to end: Int) -> ArraySlice<UInt8> {
        defer { stream.drop(to: end) }
        line += 1
        return stream.bytes[stream.start..<end]
    }
}

// MARK: - The line before a message

extension MailFile {
    /// `From kim@example.com Sat Jan  3 01:05:34 1996`. A sentence that begins so has no time at its end.
    package static func isOpening(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: Array("From ".utf8)), line.count < 1_000 else { return false }
        return time(of: String(decoding: line, as: UTF8.self)) != nil
    }

    /// Quoted lines lose the mark that kept them from beginning a message.
    private static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.first == UInt8(ascii: ">"), line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: Array("From ".utf8)) else { return line }
        return line.dropFirst()
    }

    /// The last words of the line: day of the week, month, day, time and year, perhaps with an offset before or behind the year; else in UTC.
    static func time(of line: String) -> Instant? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let place = words.indices.last(where: { words[$0].split(separator: ":").count >= 2 && words[$0].first?.isNumber == true }), place >= 2,
            let month = months.firstIndex(of: words[place - 2].prefix(3).lowercased()), let day = Int(words[place - 1]),
            let year = words[(place + 1)...].compactMap({ $0.count == 4 ? Int($0) : nil }).first
        else { return nil }
        let offset = words[(place + 1)...].first { $0.count == 5 && ($0.hasPrefix("+") || $0.hasPrefix("-")) } ?? "+0000"
        let clock = words[place].split(separator: ":").prefix(3).compactMap { Int($0) }
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = (clock + [0]).prefix(3).map(padded).joined(separator: ":")
        return Instant("\(year)-\(padded(month + 1))-\(padded(day))T\(time)\(offset.prefix(3)):\(offset.suffix(2))")
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
