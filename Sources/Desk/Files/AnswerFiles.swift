import Foundation
import Kernel
import Mail
import Web

/// The files of an answer as they came with its form.
enum AnswerFiles {
    static let field = "files"
    /// Of one answer: what most servers of mail take.
    static let mostBytes = 25 << 20
    static let most = 50

    /// - Throws: `invalid` for more than goes with one answer.
    static func read(_ uploads: UploadedFiles) throws -> [NewFile] {
        let files = try uploads.whole(of: field)
        try Failure.require(files.count <= most, field, "must be \(most) at most")
        return try files.map { file in
            try Failure.require(file.size > 0, field, "must not be empty: “\(file.name)” is")
            let content = [UInt8](try Data(contentsOf: file.file))
            let type = FileKind(of: content)?.type
            return NewFile(
                name: FileName.plain(file.name) ?? "file", type: type.flatMap { $0 == "text/plain" ? nil : $0 } ?? file.contentType, content: content)
        }
    }
}
