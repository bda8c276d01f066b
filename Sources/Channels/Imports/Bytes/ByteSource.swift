import Kernel

/// A file or standard input, plain or gzipped, read once from front to back.
///
/// What is gzipped is told by its first two bytes, never by the name.
final class ByteSource {
    /// How the file is called in sentences.
    let name: String
    /// Bytes of the file as it lies on disk; unknown (`nil`) for a pipe.
    let total: Int64?
    private let input: RawBytes
    private var gunzip: Gunzip?

    /// - Parameter head: bytes that were already read from a pipe and are to be read again.
    convenience init(path: String, head: [UInt8] = []) throws {
        self.init(name: path, input: try RawBytes(path: path, head: head))
    }

    /// What ended a trial early.
    private(set) var damage: Failure?
    private var isTrial = false
    private var delivered = 0

    /// The beginning of a file, to see how it can be read; `isCut` when the file goes on. Damage behind its first bytes only ends it.
    convenience init(name: String, head: [UInt8], isCut: Bool) {
        self.init(name: name, input: RawBytes(name: name, head: head, isCut: isCut))
        isTrial = true
    }

    private init(name: String, input: RawBytes) {
        self.name = name
        self.input = input
        total = input.total
        if input.startsLikeGzip { gunzip = Gunzip(input) }
    }

    /// Bytes of the file (compressed ones, when it is compressed) that have been read so far.
    var consumed: Int64 { input.consumed }

    /// Whether it is only the beginning of something longer, so that an early end is no fault.
    var isCut: Bool { input.isCut || damage != nil }

    /// Fills the buffer as far as one read does; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let gunzip else { return try input.read(into: buffer) }
        do throws(Failure) {
            let count = try gunzip.read(into: buffer)
            delivered += count
            return count
        } catch {
            guard isTrial, delivered > 0 else { throw error }
            damage = error
            return 0
        }
    }
}

extension ByteSource {
    /// Up to `limit` bytes, fewer only at the end.
    func read(upTo limit: Int) throws -> [UInt8] { try Self.fill(limit, read) }

    static func fill(_ limit: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let more = try bytes.withUnsafeMutableBytes { try read(UnsafeMutableRawBufferPointer(rebasing: $0[count...])) }
            if more == 0 { break }
            count += more
        }
        return Array(bytes.prefix(count))
    }
}
