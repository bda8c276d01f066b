import Kernel

/// The objects of a JSON file, one after the other, however the file wraps them: one a line, one behind another, in a list, or in a list that an
/// envelope of a known name holds, as answers of APIs do. No more than one object stands in memory.
package final class JSONItems {
    /// An object as it stands in the file.
    package struct Item: Sendable {
        /// Name of the list in the envelope; empty where there is none.
        package let list: String
        /// Where it begins, counted from 1.
        package let line: Int
        /// `nil` of one that is too long and was passed over.
        package let text: [UInt8]?
    }

    /// An object may have so many bytes.
    package static let mostBytes = 64 << 20

    private let stream: TextStream
    private let mostBytes: Int
    /// Which lists of an envelope hold objects; the others are passed over.
    private let lists: Set<String>
    /// What is open around the next object: the names of lists, and `nil` for an envelope.
    private var around: [String?] = []
    /// The next byte, counted from the start of the window.
    private var offset = 0
    private var line = 1

    /// - Parameter lists: names of the lists of an envelope; `data.payload` stands in another one.
    package convenience init(path: String, lists: Set<String>) throws {
        try self.init(TextStream(ByteSource(path: path), encoding: .utf8), lists: lists)
    }

    init(_ stream: TextStream, lists: Set<String>, mostBytes: Int = JSONItems.mostBytes) {
        (self.stream, self.lists, self.mostBytes) = (stream, lists, mostBytes)
    }

    /// Bytes of the file read so far, compressed ones if it is compressed; and of the whole, where that is known.
    package var bytesDone: Int64 { stream.source.consumed }
    package var bytesTotal: Int64? { stream.source.total }

    /// The next object; `nil` at the end.
    ///
    /// - Throws: `Failure.invalid` where the file breaks off within a list or is no JSON there.
    package func next() throws -> Item? {
        while let byte = try skipBlanks() {
            switch (byte, around.last) {
            case (UInt8(ascii: "["), .none), (UInt8(ascii: "["), .some(.some)): open(around.last.flatMap(\.self) ?? "")
            case (UInt8(ascii: "]"), .some(.some)), (UInt8(ascii: "}"), .some(.none)): close()
            case (UInt8(ascii: "\""), .some(.none)): try member()
            case (_, .some(.none)): throw wrong("a name in double quotes is missing")
            case (UInt8(ascii: "{"), .none): if let item = try outermost() { return item }
            case (_, let list): return try item(in: list.flatMap(\.self) ?? "")
            }
        }
        guard around.isEmpty else { throw brokenOff }
        return nil
    }

    private func open(_ list: String) {
        around.append(list)
        take(1)
    }

    private func close() {
        around.removeLast()
        take(1)
    }

    // MARK: - Objects

    private func item(in list: String) throws -> Item {
        let first = line
        let isWhole = try value(keeping: true)
        guard offset > 0 else { throw wrong("a value is missing") }
        defer { take(offset) }
        return Item(list: list, line: first, text: isWhole ? passed : nil)
    }

    /// An object that stands in nothing: an item, or an envelope, which is told by the names in it; then it is opened and there is no item.
    private func outermost() throws -> Item? {
        let first = line
        offset = 1
        do {
            return try members(from: first)
        } catch is Malformed {
            // The rest of the line is lost; the next one may be an object again.
            while let byte = try peek(), byte != 0x0A, offset < mostBytes { offset += 1 }
            defer { take(offset) }
            return Item(list: "", line: first, text: passed)
        }
    }

    private func members(from first: Int) throws -> Item? {
        var isWhole = true
        while let byte = try skipBlanks(keeping: isWhole) {
            if byte == UInt8(ascii: "}") {
                offset += 1
                defer { take(offset) }
                return Item(list: "", line: first, text: isWhole ? passed : nil)
            }
            guard byte == UInt8(ascii: "\"") else { throw Malformed() }
            let name = try name()
            guard let opening = try skipBlanks(keeping: true) else { throw brokenOff }
            if isWhole, opening == UInt8(ascii: "["), lists.contains(name) {
                around.append(nil)
                take(offset)
                open(name)
                return nil
            }
            if isWhole, opening == UInt8(ascii: "{"), lists.contains(where: { $0.hasPrefix(name + ".") }) {
                around += [nil, nil]
                take(offset + 1)
                return nil
            }
            isWhole = try value(keeping: isWhole) && isWhole
        }
        throw brokenOff
    }

    /// What was passed since the start of the window.
    private var passed: [UInt8] { Array(stream.bytes[stream.start..<(stream.start + offset)]) }

    /// A member of an envelope: a list that is wanted is opened, anything else passed over.
    private func member() throws {
        let name: String
        do { name = try self.name() } catch is Malformed { throw wrong("a colon is missing") }
        guard let opening = try skipBlanks(keeping: true) else { throw brokenOff }
        take(offset)
        let isWanted = lists.contains(name) || lists.contains { $0.hasSuffix("." + name) }
        if opening == UInt8(ascii: "["), isWanted { return open(name) }
        if opening == UInt8(ascii: "{"), lists.contains(where: { $0.hasPrefix(name + ".") }) {
            around.append(nil)
            return take(1)
        }
        _ = try value(keeping: false)
        take(offset)
    }

    /// The name of a member, and the colon behind it.
    private func name() throws -> String {
        let from = offset
        guard try value(keeping: true) else { throw Malformed() }
        let text = stream.bytes[(stream.start + from)..<(stream.start + offset)]
        guard try skipBlanks(keeping: true) == UInt8(ascii: ":") else { throw Malformed() }
        offset += 1
        return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }

    /// What stands there is no JSON.
    private struct Malformed: Error {}
}

// MARK: - Bytes

extension JSONItems {
    /// Goes over a value: to the bracket or quote that ends it, or to what stands behind a number or a word.
    ///
    /// - Parameter keeping: whether its bytes stay in the window; else those that were passed are dropped.
    /// - Returns: false when it is too long to be kept, and was dropped as it went.
    private func value(keeping: Bool) throws -> Bool {
        var (walk, isKept) = (ValueWalk(staysInLine: around.isEmpty), keeping)
        while true {
            guard let byte = try peek() else {
                if walk.isScalar, offset > 0 { return isKept }
                throw brokenOff
            }
            switch walk.step(byte) {
            case .inside: offset += 1
            case .endsWith:
                offset += 1
                return isKept
            case .endsBefore: return isKept
            case .broken:
                guard around.isEmpty else { throw wrong("brackets or quotes do not match") }
                throw Malformed()
            }
            guard offset >= (isKept ? mostBytes : 1 << 16) else { continue }
            isKept = false
            take(offset)
        }
    }

    /// The next byte that is neither blank nor comma. What was passed is dropped, unless it is part of an object.
    private func skipBlanks(keeping: Bool = false) throws -> UInt8? {
        while let byte = try peek(), byte <= 0x20 || byte == UInt8(ascii: ",") { offset += 1 }
        if !keeping { take(offset) }
        return try peek()
    }

    private func peek() throws -> UInt8? {
        while stream.start + offset >= stream.end { if try !stream.readMore() { return nil } }
        return stream.bytes[stream.start + offset]
    }

    /// Done with the first bytes of the window.
    private func take(_ count: Int) {
        line += stream.bytes[stream.start..<(stream.start + count)].count { $0 == 0x0A }
        stream.drop(to: stream.start + count)
        offset = 0
    }

    private var brokenOff: Failure { .invalid(stream.source.name, "breaks off within what begins in line \(line).") }

    private func wrong(_ what: String) -> Failure { .invalid(stream.source.name, "is no JSON at line \(line): \(what).") }
}

/// Where in a value somebody is who goes over it byte by byte.
private struct ValueWalk {
    enum Step { case inside, endsWith, endsBefore, broken }

    /// Whether a text that goes over a line lacks its quote; in a list the line is no help, and the text is refused when it is read.
    let staysInLine: Bool
    /// The brackets that are open, by those that close them.
    private var closing: [UInt8] = []
    private var isQuoted = false
    private var isEscaped = false

    /// Neither in a text nor in brackets: the end of the file ends it.
    var isScalar: Bool { closing.isEmpty && !isQuoted }

    mutating func step(_ byte: UInt8) -> Step {
        if isQuoted { return inText(byte) }
        switch byte {
        case UInt8(ascii: "\""): isQuoted = true
        case UInt8(ascii: "{"): closing.append(UInt8(ascii: "}"))
        case UInt8(ascii: "["): closing.append(UInt8(ascii: "]"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard let last = closing.popLast() else { return .endsBefore }
            guard last == byte else { return .broken }
            return closing.isEmpty ? .endsWith : .inside
        case UInt8(ascii: ","), UInt8(ascii: ":"): return closing.isEmpty ? .endsBefore : .inside
        default: if closing.isEmpty, byte <= 0x20 { return .endsBefore }
        }
        return .inside
    }

    init(staysInLine: Bool) { self.staysInLine = staysInLine }

    private mutating func inText(_ byte: UInt8) -> Step {
        if byte == 0x0A, staysInLine { return .broken }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isQuoted = false
            return closing.isEmpty ? .endsWith : .inside
        }
        return .inside
    }
}
