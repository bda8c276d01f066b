import Foundation
import Kernel
import Mail
import Web

/// The files that a visitor puts to a message: of kinds that run no programs, by what stands in them.
enum ChatFiles {
    static let field = "files"
    static let mostBytes = 10 << 20
    static let most = 3
    static let mostInConversation = 100 << 20

    /// - Throws: `invalid` with one of the sentences below.
    static func read(_ uploads: UploadedFiles) throws -> [NewFile] {
        guard let brought = try? uploads.whole(of: field) else { throw large }  // That it is too much is all that it could say.
        guard brought.count <= most else { throw many }
        return try brought.map { file in
            guard file.size <= mostBytes else { throw large }
            let content = [UInt8](try Data(contentsOf: file.file))
            guard let kind = FileKind(of: content) else { throw unknown }
            return NewFile(name: kind.name(FileName.plain(file.name) ?? "file"), type: kind.type, content: content)
        }
    }

    static let large = Failure.invalid(field, "must not have more than 10 MB each")
    static let many = Failure.invalid(field, "must be 3 at most")
    static let unknown = Failure.invalid(field, "must be of kinds that run no programs")
    static let full = Failure.invalid(field, "must not have more than 100 MB in one conversation")

    static func sentence(_ reason: String, _ t: Texts) -> String? {
        switch Failure.invalid(field, reason) {
        case large: t("chat.files.large", ["size": mostBytes >> 20])
        case many: t("chat.files.many", ["count": most])
        case unknown: t("chat.files.unknown")
        case full: t("chat.files.full")
        default: nil
        }
    }
}
