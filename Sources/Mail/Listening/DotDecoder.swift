/// Takes a message off the wire (RFC 5321, 4.5.2): it ends with a line of one point, and other points that begin a line are doubled.
///
/// Only CR LF ends a line here. What servers before us may take for an end, such as a point between two LF, is a part of the message, so that
/// nobody can smuggle a second message behind it.
struct DotDecoder {
    private enum State { case line, carriageReturn, lineStart, point, pointReturn }

    private(set) var message: [UInt8] = []
    /// There was more than is taken; the rest is passed over.
    private(set) var isTooLarge = false
    private var state = State.lineStart
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Returns: how many bytes belong to the message, its end included, and whether it is complete.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> (used: Int, isComplete: Bool) {
        var place = 0
        while place < bytes.count {
            if state == .line {
                let end = bytes[place...].firstIndex(of: 0x0D) ?? bytes.count
                append(bytes[place..<end])
                place = end
                guard place < bytes.count else { break }
            }
            let byte = bytes[place]
            place += 1
            if step(byte) { return (place, true) }
        }
        return (place, false)
    }

    /// - Returns: whether this byte ends the message.
    private mutating func step(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.pointReturn, 0x0A): return true
        case (.point, 0x0D): state = .pointReturn
        case (.lineStart, UInt8(ascii: ".")): state = .point
        case (.carriageReturn, 0x0A):
            append([byte])
            state = .lineStart
        default:
            // A point that was doubled is one; a point and a lone CR are what they are.
            if state == .pointReturn { append([UInt8(ascii: "."), 0x0D]) }
            if state == .point, byte != UInt8(ascii: ".") { append([UInt8(ascii: ".")]) }
            append([byte])
            state = byte == 0x0D ? .carriageReturn : .line
        }
        return false
    }

    private mutating func append(_ bytes: some Collection<UInt8>) {
        guard message.count + bytes.count <= limit else {
            isTooLarge = true
            return
        }
        message.append(contentsOf: bytes)
    }
}
