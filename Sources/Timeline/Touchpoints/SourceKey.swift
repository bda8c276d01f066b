import Crypto
package import Kernel

/// What makes a touchpoint unique for ever within its source: sixteen bytes.
package struct SourceKey: Hashable, Sendable {
    package let bits: UInt128

    package init(bits: UInt128) { self.bits = bits }

    /// The sender's own key, of any length: the first sixteen bytes of its SHA-256.
    package init(_ text: some StringProtocol) {
        bits = SHA256.hash(data: Array(text.utf8)).prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// For a sender that has no key: its time, then eight bytes of the SHA-256 of all that it says. Keys made in the order of time
    /// stand side by side in the index, which is what makes long imports quick.
    package init(at instant: Instant, content: some Sequence<UInt8>) {
        let direct = content.withContiguousStorageIfAvailable { Self.beginning(UnsafeRawBufferPointer($0)) }
        let digest = direct ?? Array(content).withUnsafeBytes(Self.beginning)
        bits = UInt128(UInt64(bitPattern: instant.microseconds)) << 64 | UInt128(digest)
    }

    /// The first eight bytes of the SHA-256, most significant first.
    private static func beginning(_ content: UnsafeRawBufferPointer) -> UInt64 {
        var hash = SHA256()
        hash.update(bufferPointer: content)
        return hash.finalize().withUnsafeBytes { UInt64(bigEndian: $0.load(as: UInt64.self)) }
    }
}
