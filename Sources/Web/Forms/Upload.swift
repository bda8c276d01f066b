package import Foundation
package import Hummingbird
import Kernel
import NIOCore

/// A file that came with a form. It lies in a temporary place until the handler is done.
package struct Upload: Sendable {
    /// The name of the form's field.
    package let field: String
    /// What the file was called where it came from, without folders. Not to be used as a path of ours.
    package let name: String
    /// What the browser took it for.
    package let contentType: String
    package let file: URL
    package let size: Int
}

/// The files of a form that may have had more of them than are taken.
package struct UploadedFiles: Sendable {
    fileprivate let all: [Upload]
    fileprivate let limit: Int

    /// What they were called, also those that were not taken.
    package var names: [String] { all.map(\.name) }

    /// - Throws: `invalid` where there was more of them than is taken: then none is whole.
    package func whole(of field: String) throws -> [Upload] {
        let size = all.reduce(0) { $0 + $1.size }
        try Failure.require(size <= limit, field, "must not have more than \(limit >> 20) MB together")
        return all
    }
}

extension Request {
    /// Reads a form with files (`multipart/form-data`): fields into memory (1 MiB in all), files to disk (`limit` bytes in all).
    /// The door streams its body. The seal must stand before the files, as our forms have it.
    ///
    /// - Parameter place: the folder to write them in, for files that are then moved to stay; the system's own unless said.
    package func withUploads<Result: Sendable>(
        in context: Context, upTo limit: Int, at place: URL = FileManager.default.temporaryDirectory,
        _ use: (Form, [Upload]) async throws -> Result
    ) async throws -> Result {
        guard mediaType == "multipart/form-data", let boundary else { throw HTTPError(.unsupportedMediaType) }
        // What stands around the files is little: a body that says it is larger is not read at all.
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit + (2 << 20) { throw HTTPError(.contentTooLarge) }
        let reception = try UploadReception(limit: limit, place: place) { try context.checkSeal(of: $0) }
        defer { reception.removeFiles() }
        var parser = MultipartParser(boundary: boundary)
        for try await chunk in body { try parser.read(chunk.readableBytesView, into: reception) }
        try parser.finish()
        var (form, uploads) = try reception.finish()
        form.reader = context.t
        return try await use(form, uploads)
    }

    /// Reads a form that may bring files and need not: a plain one of 1 MiB, or one with files (`limit` bytes in all). What is beyond is read and
    /// left out, so that the page can say so and keep what was typed.
    ///
    /// - Parameter isSealed: false for a form of other sites, which holds nothing to trust.
    package func withForm<Result: Sendable>(
        in context: Context, filesUpTo limit: Int, isSealed: Bool = true, _ use: (Context, UploadedFiles) async throws -> Result
    ) async throws -> Result {
        var context = context
        guard mediaType == "multipart/form-data" else {
            guard mediaType == "application/x-www-form-urlencoded" else { throw HTTPError(.unsupportedMediaType) }
            context.body = try await bytes(upTo: 1 << 20)
            context.form = Form(urlEncoded: context.body.readableBytesView)
            context.form.reader = context.t
            if isSealed { try context.checkSeal(of: context.form) }
            return try await use(context, UploadedFiles(all: [], limit: limit))
        }
        guard let boundary else { throw HTTPError(.unsupportedMediaType) }
        let reception = try UploadReception(limit: limit, ceiling: limit * 8) { if isSealed { try context.checkSeal(of: $0) } }
        defer { reception.removeFiles() }
        var parser = MultipartParser(boundary: boundary)
        for try await chunk in body { try parser.read(chunk.readableBytesView, into: reception) }
        try parser.finish()
        let (form, uploads) = try reception.finish()
        context.form = form
        context.form.reader = context.t
        return try await use(context, UploadedFiles(all: uploads, limit: limit))
    }

    private var boundary: String? {
        guard let range = headers[.contentType]?.range(of: "boundary=", options: .caseInsensitive) else { return nil }
        let value = headers[.contentType].map { $0[range.upperBound...].prefix { $0 != ";" } } ?? ""
        let boundary = value.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        // RFC 2046, 5.1.1.
        return (1...70).contains(boundary.utf8.count) ? boundary : nil
    }
}

/// Where the parts of a form with files go: fields are kept, files are written to disk as they come.
final class UploadReception {
    private let limit: Int
    /// What is beyond the limit is left out up to here, and refused from here on.
    private let ceiling: Int
    private let checkSeal: (Form) throws -> Void
    private let folder: URL
    private var fields: [(name: String, value: String)] = []
    private var fieldBytes = 0
    private var uploads: [Upload] = []
    private var fileBytes = 0
    private var isSealChecked = false
    private var part: (header: PartHeader, value: [UInt8], file: (handle: FileHandle, url: URL, size: Int)?)?

    init(
        limit: Int, ceiling: Int? = nil, place: URL = FileManager.default.temporaryDirectory, checkSeal: @escaping (Form) throws -> Void
    ) throws {
        self.limit = limit
        self.ceiling = ceiling ?? limit
        self.checkSeal = checkSeal
        folder = place.appending(path: "throughline-upload-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func begin(_ header: PartHeader) throws {
        guard header.fileName != nil else {
            part = (header, [], nil)
            return
        }
        if !isSealChecked {
            try checkSeal(Form(fields))
            isSealChecked = true
        }
        let url = folder.appending(path: String(uploads.count))
        guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        part = (header, [], (try FileHandle(forWritingTo: url), url, 0))
    }

    func receive(_ bytes: ArraySlice<UInt8>) throws {
        if part?.file != nil {
            fileBytes += bytes.count
            guard fileBytes <= ceiling else { throw HTTPError(.contentTooLarge) }
            part?.file?.size += bytes.count
            guard fileBytes <= limit else { return }
            do { try part?.file?.handle.write(contentsOf: bytes) } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
                throw Outage.diskFull
            }
        } else {
            fieldBytes += bytes.count
            guard fieldBytes <= 1 << 20 else { throw HTTPError(.contentTooLarge) }
            part?.value += bytes
        }
    }

    func end() throws {
        guard let part else { return }
        if let file = part.file {
            try file.handle.close()
            let name = part.header.fileName.map { String($0.split { $0 == "/" || $0 == "\\" }.last ?? "") } ?? ""
            // A browser sends an empty nameless file for a field that was left empty.
            if !name.isEmpty || file.size > 0 {
                uploads.append(Upload(field: part.header.name, name: name, contentType: part.header.contentType, file: file.url, size: file.size))
            }
        } else {
            fields.append((part.header.name, String(decoding: part.value, as: UTF8.self)))
        }
        self.part = nil
        guard fields.count + uploads.count <= 200 else { throw HTTPError(.contentTooLarge) }
    }

    func finish() throws -> (Form, [Upload]) {
        let form = Form(fields)
        if !isSealChecked { try checkSeal(form) }
        return (form, uploads)
    }

    func removeFiles() {
        try? part?.file?.handle.close()  // Closed again at worst; the folder goes either way.
        try? FileManager.default.removeItem(at: folder)  // What cannot be removed is left to the system's own cleaning.
    }
}
