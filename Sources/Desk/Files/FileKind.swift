/// What a file is, told from what stands in it: its name is somebody's word.
struct FileKind: Hashable, Sendable {
    /// `image/png`
    let type: String
    /// How names of such files end; the usual ending first.
    let endings: [String]

    private init(_ type: String, _ endings: String...) { (self.type, self.endings) = (type, endings) }

    /// Whether browsers show it within a page, as what it is and no more.
    var isPicture: Bool { ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type) }

    /// The name under which it is kept: it ends as such files do, whatever it was called, so that opening it runs nothing.
    func name(_ name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return name.contains(".") && endings.contains(ending) ? name : "\(name).\(endings[0])"
    }
}

extension FileKind {
    /// `nil` for what runs programs, and for what is none of the kinds that are known to run none.
    init?(of content: [UInt8]) {
        // What is made as a document is that or nothing.
        let kind = Self.isDocument(content) ? Self.document(content) : Self.picture(content) ?? Self.recording(content) ?? Self.text(content)
        guard let kind else { return nil }
        self = kind
    }

    private static let portable = Array("%PDF-".utf8)
    private static let rich = Array("{\\rtf".utf8)
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let zipped: [UInt8] = [0x50, 0x4B, 3, 4]

    private static func isDocument(_ content: [UInt8]) -> Bool {
        [portable, rich, compound, zipped].contains { content.starts(with: $0) }
    }

    private static func picture(_ content: [UInt8]) -> FileKind? {
        if content.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return FileKind("image/png", "png") }
        if content.starts(with: [0xFF, 0xD8, 0xFF]) { return FileKind("image/jpeg", "jpg", "jpeg", "jpe", "jfif") }
        if content.starts(with: Array("GIF87a".utf8)) || content.starts(with: Array("GIF89a".utf8)) { return FileKind("image/gif", "gif") }
        if content.starts(with: Array("RIFF".utf8)), content.says("WEBP", at: 8) { return FileKind("image/webp", "webp") }
        if content.starts(with: [0x49, 0x49, 0x2A, 0]) || content.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            return FileKind("image/tiff", "tif", "tiff")
        }
        guard content.says("ftyp", at: 4) else { return nil }
        if content.says("avif", at: 8) { return FileKind("image/avif", "avif") }
        return ["heic", "heix", "mif1", "msf1"].contains { content.says($0, at: 8) } ? FileKind("image/heic", "heic", "heif") : nil
    }

    private static func document(_ content: [UInt8]) -> FileKind? {
        if content.starts(with: portable) {
            return ["/JavaScript", "/Launch", "/EmbeddedFile"].contains(where: content.holds) ? nil : FileKind("application/pdf", "pdf")
        }
        if content.starts(with: rich) { return content.holds("\\objdata") ? nil : FileKind("application/rtf", "rtf") }
        return content.starts(with: compound) ? oldOffice(content) : FileArchive(content).flatMap(packed)
    }

    /// Documents of Office before 2007; installers and what holds macros are made alike.
    private static func oldOffice(_ content: [UInt8]) -> FileKind? {
        func holds(_ name: String) -> Bool { content.holds(bytes: name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) }
        guard !holds("_VBA_PROJECT"), !holds("Ole10Native") else { return nil }
        if holds("WordDocument") { return FileKind("application/msword", "doc", "dot") }
        if holds("Workbook") || holds("Book") { return FileKind("application/vnd.ms-excel", "xls", "xlt") }
        return holds("PowerPoint Document") ? FileKind("application/vnd.ms-powerpoint", "ppt", "pps") : nil
    }

    private static func packed(_ archive: FileArchive) -> FileKind? {
        guard !archive.runsPrograms else { return nil }
        let office = "application/vnd.openxmlformats-officedocument."
        if archive.holds("word/document.xml") { return FileKind(office + "wordprocessingml.document", "docx") }
        if archive.holds("xl/workbook.xml") { return FileKind(office + "spreadsheetml.sheet", "xlsx") }
        if archive.holds("ppt/presentation.xml") { return FileKind(office + "presentationml.presentation", "pptx") }
        if archive.holds("content.xml"), archive.holds("mimetype") {
            return FileKind("application/vnd.oasis.opendocument", "odt", "ods", "odp", "odg")
        }
        return FileKind("application/zip", "zip")
    }

    private static func recording(_ content: [UInt8]) -> FileKind? {
        if content.says("ftyp", at: 4) { return FileKind("video/mp4", "mp4", "m4v", "m4a", "mov", "3gp") }
        if content.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return FileKind("video/webm", "webm", "mkv") }
        if content.starts(with: Array("OggS".utf8)) { return FileKind("audio/ogg", "ogg", "oga", "ogv", "opus") }
        if content.starts(with: Array("RIFF".utf8)), content.says("WAVE", at: 8) { return FileKind("audio/wav", "wav") }
        let isFrame = content.count > 3 && content[0] == 0xFF && [0xFB, 0xF3, 0xF2].contains(content[1])
        return content.starts(with: Array("ID3".utf8)) || isFrame ? FileKind("audio/mpeg", "mp3") : nil
    }

    /// Words, in whatever charset: no control characters, and nothing at their beginning by which a program is told.
    private static func text(_ content: [UInt8]) -> FileKind? {
        let isWide = content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
        guard !content.isEmpty, isWide || content.allSatisfy({ $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }) else { return nil }
        let words = String(decoding: content.prefix(1 << 20).filter { $0 != 0 }, as: UTF8.self).lowercased()
        let start = words.trimmingPrefix { !$0.isASCII || $0.isWhitespace }
        let isProgram = beginnings.contains { start.hasPrefix($0) } || marks.contains { words.contains($0) }
        return isProgram ? nil : FileKind("text/plain", "txt", "csv", "tsv", "log", "md", "json", "xml", "yaml", "yml", "ics", "vcf", "srt")
    }

    private static let beginnings = [
        "#!", "@echo", "<!doctype html", "<html", "<svg", "windows registry editor", "[internetshortcut]", "[desktop entry]",
    ]
    private static let marks = ["<script", "<?php", "<hta:", "<svg"]
}

extension [UInt8] {
    fileprivate func says(_ word: String, at place: Int) -> Bool { count >= place + word.utf8.count && self[place...].starts(with: word.utf8) }

    fileprivate func holds(_ word: String) -> Bool { holds(bytes: Array(word.utf8)) }

    fileprivate func holds(bytes word: [UInt8]) -> Bool {
        guard let first = word.first, count >= word.count else { return false }
        return withUnsafeBufferPointer { content in
            var place = 0
            while place <= content.count - word.count {
                if content[place] == first, (1..<word.count).allSatisfy({ content[place + $0] == word[$0] }) { return true }
                place += 1
            }
            return false
        }
    }
}
