import Crypto
import Foundation
package import NIOCore
import WebAssets

/// A file that is part of the program: under `/assets/` its address changes with its content, so that browsers may keep it for ever.
package struct Asset: Sendable {
    package let name: String
    package let bytes: ByteBuffer
    /// The same, packed; `nil` when packing gains nothing.
    let packed: ByteBuffer?
    /// Sixteen hexadecimal digits of the SHA-256.
    let hash: String

    init(name: String, bytes: Data) {
        self.name = name
        self.bytes = ByteBuffer(bytes: bytes)
        packed = gzip(Array(bytes), .tight).flatMap { $0.count < bytes.count * 9 / 10 ? ByteBuffer(bytes: $0) : nil }
        hash = SHA256.hash(data: bytes).prefix(8).map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }

    /// `style-1f0c….css`
    var hashedName: String {
        guard let dot = name.lastIndex(of: ".") else { return "\(name)-\(hash)" }
        return "\(name[..<dot])-\(hash)\(name[dot...])"
    }
}

/// The assets of the program by their names.
package struct Assets: Sendable {
    private let byName: [String: Asset]
    private let byHashedName: [String: Asset]

    package static let embedded = Assets(embeddedFiles().filter { !$0.name.hasPrefix("texts/") }.map(Asset.init))

    init(_ assets: [Asset]) {
        byName = Dictionary(uniqueKeysWithValues: assets.map { ($0.name, $0) })
        byHashedName = Dictionary(uniqueKeysWithValues: assets.map { ($0.hashedName, $0) })
    }

    /// The address to link to. A name we do not have is a mistake of ours and leads to a plain 404.
    package func path(_ name: String) -> String { "/assets/" + (byName[name]?.hashedName ?? name) }
    package subscript(_ name: String) -> Asset? { byName[name] }
    func named(_ hashedName: String) -> Asset? { byHashedName[hashedName] }
}

/// What the C target carries.
func embeddedFiles() -> [(name: String, bytes: Data)] {
    var files: [(String, Data)] = []
    while let asset = throughline_asset_at(files.count)?.pointee {
        files.append((String(cString: asset.name), Data(UnsafeBufferPointer(start: asset.bytes, count: asset.length))))
    }
    return files
}
