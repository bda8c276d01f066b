import Foundation
import Hummingbird

/// What stands above a part of a form.
struct PartHeader: Equatable {
    let name: String
    /// `nil` for a plain field.
    let fileName: String?
    let contentType: String
}

/// Takes a multipart body apart as it arrives (RFC 7578, RFC 2046), holding back no more than a boundary's length.
struct MultipartParser {
    private enum Place { case preamble, afterBoundary, header, content, done }

    private let delimiter: [UInt8]
    private var held: [UInt8] = [13, 10]  // The first boundary has no line before it; this stands for it.
    private var place = Place.preamble

    init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

    mutating func read(_ bytes: some Collection<UInt8>, into reception: UploadReception) throws {
        held += bytes
        while try step(reception) {}
    }

    func finish() throws {
        guard place == .done else { throw HTTPError(.badRequest, message: "The form breaks off.") }
    }

    /// Whether something was understood, so that more may be.
    private mutating func step(_ reception: UploadReception) throws -> Bool {
        switch place {
        case .preamble: return try skipToBoundary()
        case .afterBoundary: return try readBoundaryEnd()
        case .header: return try readHeader(reception)
        case .content: return try readContent(reception)
        case .done:
            held.removeAll()
            return false
        }
    }

    private mutating func skipToBoundary() throws -> Bool {
        guard let found = position(of: delimiter) else {
            guard held.count < 65_536 else { throw HTTPError(.badRequest, message: "The form has no beginning.") }
            return false
        }
        drop(found + delimiter.count)
        place = .afterBoundary
        return true
    }

    private mutating func readBoundaryEnd() throws -> Bool {
        guard held.count >= 2 else { return false }
        switch (held[0], held[1]) {
        case (45, 45): place = .done
        case (13, 10): place = .header
        default: throw HTTPError(.badRequest, message: "The form is not well formed.")
        }
        drop(2)
        return true
    }

    private mutating func readHeader(_ reception: UploadReception) throws -> Bool {
        guard let end = position(of: [13, 10, 13, 10]) else {
            guard held.count < 8_192 else { throw HTTPError(.badRequest, message: "A header in the form is too long.") }
            return false
        }
        try reception.begin(PartHeader(String(decoding: held[..<end], as: UTF8.self)))
        drop(end + 4)
        place = .content
        return true
    }

    private mutating func readContent(_ reception: UploadReception) throws -> Bool {
        if let found = position(of: delimiter) {
            try reception.receive(held[..<found])
            try reception.end()
            drop(found + delimiter.count)
            place = .afterBoundary
            return true
        }
        let safe = held.count - delimiter.count
        if safe > 0 {
            try reception.receive(held[..<safe])
            drop(safe)
        }
        return false
    }

    private mutating func drop(_ count: Int) { held.removeFirst(count) }

    /// Jumps from carriage return to carriage return.
    private func position(of pattern: [UInt8]) -> Int? {
        held.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, bytes.count >= pattern.count else { return nil }
            var start = 0
            while start <= bytes.count - pattern.count, let hit = memchr(base + start, 13, bytes.count - pattern.count - start + 1) {
                let place = UnsafeRawPointer(hit) - base
                if memcmp(base + place, pattern, pattern.count) == 0 { return place }
                start = place + 1
            }
            return nil
        }
    }
}

extension PartHeader {
    /// Throws when the part says no name.
    init(_ text: String) throws {
        var (disposition, type) = ("", "text/plain")
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = value
            case "content-type": type = value
            default: break
            }
        }
        guard let name = Self.parameter("name", of: disposition) else { throw HTTPError(.badRequest, message: "A part of the form has no name.") }
        self.init(name: name, fileName: Self.parameter("filename", of: disposition), contentType: type)
    }

    /// Browsers write quotes in names as `%22` (WHATWG HTML, multipart/form-data), so the next quote ends the value.
    private static func parameter(_ name: String, of disposition: String) -> String? {
        guard let start = disposition.range(of: "; \(name)=\"", options: .literal) else { return nil }
        let value = String(decoding: disposition[start.upperBound...].utf8.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        return value.replacing("%22", with: "\"").replacing("%0D%0A", with: "\n")
    }
}
