import Kernel

/// The beginning of a file, unpacked.
package struct FileHead: Sendable {
    package let bytes: [UInt8]
    /// What to do about a file that cannot be read here, as the end of a sentence; `nil` when it may be.
    package let advice: String?

    package init(path: String) throws {
        bytes = try ByteSource(path: path).read(upTo: 1 << 12)
        advice = ForeignFile.advice(forMarks: bytes)
    }
}
