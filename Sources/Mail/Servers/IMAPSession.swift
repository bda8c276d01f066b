import CCurl
import Foundation
import Kernel

/// One session with a server of IMAP: libcurl connects, secures and signs in; what is asked then are four commands, which change nothing.
final class IMAPSession {
    private let handle: CurlHandle
    private var input: [UInt8] = []
    private var start = 0
    private var tag = 0

    /// A server that says nothing for so long has gone.
    private static let seconds = 60

    struct Folder {
        let validity: Int64
        /// The number that the next message will have.
        let next: Int64
        let count: Int
    }

    init(_ server: MailServer) throws {
        handle = try CurlHandle(server, scheme: "imap", seconds: Self.seconds)
        handle.number(CURLOPT_CONNECT_ONLY, 1)
        let code = handle.perform()
        guard code == CURLE_OK else { throw handle.fault(code) }
    }

    /// Opens a folder for reading alone.
    func examine(_ folder: String) throws -> Folder {
        let answer = try ask("EXAMINE \(Self.quoted(folder))")
        func number(_ name: String) -> Int64? {
            for line in answer.lines {
                guard let found = line.range(of: "[\(name) ", options: .caseInsensitive) else { continue }
                return Int64(line[found.upperBound...].prefix { $0.isNumber })
            }
            return nil
        }
        guard let validity = number("UIDVALIDITY") else { throw MailFault(.silence, "the server gives no UIDVALIDITY") }
        let count = answer.lines.first { $0.uppercased().hasSuffix(" EXISTS") }.flatMap { Int($0.dropFirst(2).prefix { $0.isNumber }) }
        return Folder(validity: validity, next: number("UIDNEXT") ?? 0, count: count ?? 0)
    }

    struct Waiting {
        let uid: Int64
        /// Bytes.
        let size: Int
        let receivedAt: Instant?
    }

    /// The messages after a number, in order.
    func waiting(after last: Int64) throws -> [Waiting] {
        // The range of the end always names the last message, also one that was read.
        let answer = try ask("UID FETCH \(last + 1):* (UID RFC822.SIZE INTERNALDATE)")
        let found = answer.lines.compactMap { line -> Waiting? in
            guard let uid = Self.value("UID", line), uid > last else { return nil }
            return Waiting(uid: uid, size: Int(Self.value("RFC822.SIZE", line) ?? 0), receivedAt: Self.date(line))
        }
        return found.sorted { $0.uid < $1.uid }
    }

    /// - Returns: `nil` when it is gone.
    func message(_ uid: Int64) throws -> [UInt8]? { try ask("UID FETCH \(uid) (UID BODY.PEEK[])").literal }

    func close() { _ = try? ask("LOGOUT") }  // Farewell is a courtesy: whether it is heard changes nothing.

    // MARK: - Commands

    private struct Answer {
        var lines: [String] = []
        /// The last text that was announced with its length.
        var literal: [UInt8]?
    }

    private func ask(_ command: String) throws -> Answer {
        tag += 1
        let mark = "T\(tag)"
        try send("\(mark) \(command)\r\n")
        var answer = Answer()
        while true {
            var line = try line()
            while let length = Self.literalLength(line) {
                guard length <= MailLimits.size + 1_024 else { throw MailFault(.silence, "a text of \(length) bytes") }
                answer.literal = try take(length)
                line = line.prefix { $0 != "{" } + " " + (try self.line())
            }
            if line.hasPrefix("\(mark) ") {
                guard line.uppercased().hasPrefix("\(mark) OK") else { throw MailFault(.refusal, String(line.dropFirst(mark.count + 1))) }
                return answer
            }
            if line.uppercased().hasPrefix("* BYE"), !command.hasPrefix("LOGOUT") { throw MailFault(.refusal, String(line.dropFirst(2))) }
            answer.lines.append(line)
        }
    }

    /// `… {123}` → 123
    private static func literalLength(_ line: String) -> Int? {
        guard line.hasSuffix("}"), let brace = line.lastIndex(of: "{") else { return nil }
        return Int(line[line.index(after: brace)...].dropLast().filter { $0 != "+" })
    }

    /// The number behind a name: `UID 12` → 12.
    private static func value(_ name: String, _ line: String) -> Int64? {
        guard line.uppercased().contains("FETCH"), let found = line.range(of: "\(name) ", options: [.caseInsensitive]) else { return nil }
        let before = line[..<found.lowerBound].last
        guard before == "(" || before == " " else { return nil }
        return Int64(line[found.upperBound...].prefix { $0.isNumber })
    }

    /// `INTERNALDATE "17-Jul-1996 02:44:25 -0700"`
    private static func date(_ line: String) -> Instant? {
        guard let found = line.range(of: "INTERNALDATE \"", options: .caseInsensitive) else { return nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "dd-MMM-yyyy HH:mm:ss Z"
        let text = line[found.upperBound...].prefix { $0 != "\"" }.trimmingCharacters(in: .whitespaces)
        return formatter.date(from: text).map { Instant(seconds: Int64($0.timeIntervalSince1970)) }
    }

    /// Names of folders are ASCII on the wire; what else there is in them is written as the protocol has it (RFC 3501, 5.1.3).
    private static func quoted(_ folder: String) -> String {
        var (name, wide): (String, [UInt8]) = ("", [])
        func flush() {
            guard !wide.isEmpty else { return }
            name += "&" + Data(wide).base64EncodedString().replacing("=", with: "").replacing("/", with: ",") + "-"
            wide = []
        }
        for scalar in folder.unicodeScalars where scalar.properties.generalCategory != .control {
            if (0x20...0x7E).contains(scalar.value) {
                flush()
                name += scalar == "&" ? "&-" : scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
            } else {
                for unit in String(scalar).utf16 { wide += [UInt8(unit >> 8), UInt8(unit & 255)] }
            }
        }
        flush()
        return "\"\(name)\""
    }
}

// MARK: - Bytes

extension IMAPSession {
    private func send(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            var count = 0
            let code = rest.withUnsafeBytes { curl_easy_send(handle.curl, $0.baseAddress, $0.count, &count) }
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLOUT))
            } else if code != CURLE_OK {
                throw handle.fault(code)
            } else {
                rest = rest.dropFirst(count)
            }
        }
    }

    private func line() throws -> String {
        while true {
            if let end = input[start...].firstIndex(of: 0x0A) {
                defer { consume(to: end + 1) }
                return String(decoding: input[start..<end].filter { $0 != 0x0D }, as: UTF8.self)
            }
            guard input.count - start <= 1 << 20 else { throw MailFault(.silence, "a line without an end") }
            try receive()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while input.count - start < count { try receive() }
        defer { consume(to: start + count) }
        return Array(input[start..<(start + count)])
    }

    private func consume(to end: Int) {
        start = end
        if start == input.count || start > 1 << 20 {
            input.removeFirst(start)
            start = 0
        }
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            var count = 0
            let code = curl_easy_recv(handle.curl, &piece, piece.count, &count)
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLIN))
            } else if code != CURLE_OK {
                throw handle.fault(code)
            } else if count == 0 {
                throw MailFault(.silence, "the server has ended the connection")
            } else {
                input += piece.prefix(count)
                return
            }
        }
    }

    private func wait(for events: Int16) throws {
        var waiting = pollfd(fd: throughline_curl_socket(handle.curl), events: events, revents: 0)
        guard poll(&waiting, 1, Int32(Self.seconds * 1_000)) > 0 else { throw MailFault(.silence, "the server says nothing") }
    }
}
