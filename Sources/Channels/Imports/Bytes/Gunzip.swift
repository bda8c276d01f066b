import CZlib
import Kernel

/// Unpacks gzip, of one member or many, as a stream: memory does not depend on the size.
final class Gunzip {
    private let input: RawBytes
    private var stream = z_stream()
    private var packed = [UInt8](repeating: 0, count: 1 << 18)
    private var position = 0
    private var available = 0
    private var isBetweenMembers = false
    private var isFinished = false

    init(_ input: RawBytes) {
        self.input = input
        isFinished = throughline_inflate_start(&stream) != Z_OK
    }

    deinit { inflateEnd(&stream) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        while !isFinished {
            if position == available, try !refill() { break }
            if isBetweenMembers, !startsAnotherMember() { break }
            let count = try unpack(into: buffer)
            if count > 0 { return count }
        }
        isFinished = true
        return 0
    }

    /// False at the end of the file, which must be the end of a member.
    private func refill() throws(Failure) -> Bool {
        available = try packed.withUnsafeMutableBufferPointer { buffer throws(Failure) in try input.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        position = 0
        if available == 0, !isBetweenMembers, !input.isCut { throw damaged("ends in the middle of its gzip data") }
        return available > 0
    }

    /// Another member begins with the gzip mark; anything else behind a whole member is padding and is left alone.
    private func startsAnotherMember() -> Bool {
        guard packed[position] == 0x1F, inflateReset(&stream) == Z_OK else { return false }
        isBetweenMembers = false
        return true
    }

    private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        let (status, count) = packed.withUnsafeMutableBufferPointer { packed in
            stream.next_in = packed.baseAddress.map { $0 + position }
            stream.avail_in = UInt32(available - position)
            stream.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
            stream.avail_out = UInt32(clamping: buffer.count)
            let status = inflate(&stream, Z_NO_FLUSH)
            position = available - Int(stream.avail_in)
            return (status, buffer.count - Int(stream.avail_out))
        }
        switch status {
        case Z_STREAM_END: isBetweenMembers = true
        case Z_OK, Z_BUF_ERROR: break
        default: throw damaged("holds damaged gzip data")
        }
        return count
    }

    private func damaged(_ what: String) -> Failure {
        .invalid(input.name, "\(what) (near byte \(input.consumed) of the file): fetch or pack it again.")
    }
}
